import * as z from 'zod'

const Instant = z.string()
const Day = z.iso.date()
const Name = z.string().trim().min(1).max(200)

/** A sign-in name: lower case, digits, dot, hyphen, underscore. */
export const Username = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)

export const SignIn = z.object({ username: z.string().trim().toLowerCase().min(1).max(64), password: z.string().min(1).max(256) })
export const Code = z.object({ code: z.string().trim().regex(/^\d{6}$/) })
/** A code of the authenticator app, or a recovery code. */
export const AnyCode = z.object({ code: z.string().trim().regex(/^(?:\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/) })
export const RecoveryCodes = z.object({ backupCodes: z.array(z.string()) })
export const Done = z.object({ done: z.literal(true) })
export const PasswordChange = z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) })
export const SecondFactor = z.object({ totpUri: z.string(), backupCodes: z.array(z.string()) })
export const ById = z.object({ id: z.uuid().toLowerCase() })

const BodyBrief = z.object({ id: z.int(), name: z.string(), shortName: z.string() })

/** The signed-in person: posts in force today, and what the acting post may do. */
export const Me = z.object({
  accountId: z.uuid(),
  username: z.string(),
  mustChangePassword: z.boolean(),
  /** Whether a second factor is asked for at sign-in, and whether the acting post's role may not work without one. */
  secondFactor: z.object({ inForce: z.boolean(), required: z.boolean() }),
  person: z.object({ id: z.uuid(), fullName: z.string() }),
  /** The post that acts; null when the person holds none (or not the one asked for). */
  postId: z.uuid().nullable(),
  permissions: z.array(z.string()),
  posts: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      role: z.string(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      /** Set for a post held by delegation, whose id then stands in `id`: in which own post, and the document it rests on. */
      standsIn: z.object({ ownTitle: z.string(), number: z.string(), issuedOn: z.string() }).nullable(),
      seat: BodyBrief,
      body: BodyBrief.extend({ kind: z.string(), level: z.string(), chain: z.string() }),
    }),
  ),
  /** Moves with every release, so that a page held open asks to be loaded again. */
  wordingVersion: z.string(),
  /** True in a demo: every screen says MẪU. */
  demo: z.boolean(),
})

export const Session = z.object({
  id: z.string(),
  accountId: z.uuid(),
  username: z.string(),
  personId: z.uuid(),
  fullName: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
})
export type SessionRow = z.infer<typeof Session>

export const Account = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  fullName: z.string(),
  username: z.string(),
  mustChangePassword: z.boolean(),
  passwordSetAt: Instant.nullable(),
  disabledAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
  /** A second factor is in force. */
  secondFactor: z.boolean(),
  version: z.int(),
})
export type AccountRow = z.infer<typeof Account>
export const AccountInput = z.object({ personId: z.uuid().toLowerCase(), username: Username, password: z.string().min(1).max(256) })
export const NewPassword = z.object({ password: z.string().min(1).max(256) })
export const AtVersion = z.object({ version: z.int() })
export const Search = z.object({ search: z.string().max(100).default('') })

export const Post = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  bodyId: z.int(),
  bodyName: z.string(),
  actsForId: z.int(),
  role: z.string(),
  title: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
  version: z.int(),
})
export type PostRow = z.infer<typeof Post>
const PostFields = z.object({
  bodyId: z.int(),
  actsForId: z.int(),
  role: z.string().max(40),
  title: Name,
  validFrom: Day,
  validTo: Day.nullable().default(null),
})
const PostWithId = PostFields.extend({ id: z.uuid().toLowerCase() })
export type NewPost = z.output<typeof PostWithId>
export const PostInput = PostFields.extend({ personId: z.uuid().toLowerCase() })
export const PostChange = z.object({ version: z.int(), title: Name, validTo: Day.nullable() })

/** `phone` and `email` are there only for posts that hold person.reveal. */
export const Person = z.object({
  id: z.uuid(),
  fullName: z.string(),
  phone: z.string().nullable().optional(),
  email: z.string().nullable().optional(),
  version: z.int(),
  posts: z.array(Post),
})
export type PersonRow = Omit<z.infer<typeof Person>, 'posts'>
const PersonFields = z.object({
  fullName: Name,
  phone: z.string().trim().max(30).nullable().default(null),
  email: z.email().max(200).nullable().default(null),
})
export type NewPerson = z.output<typeof PersonFields> & { id: string; searchKey: string }
export const PersonInput = PersonFields.extend({ post: PostWithId })
export const PersonChange = PersonFields.extend({ version: z.int() })
export const PeopleQuery = Search.extend({ bodyId: z.coerce.number().int().optional() })
export const Role = z.object({ name: z.string(), seesWhole: z.boolean() })
