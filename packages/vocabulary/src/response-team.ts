/** What a team that is sent out is: the mobile health station of a cluster (trạm y tế lưu động), or a team on call (đội cơ động). */
export const teamKinds = ['mobile-station', 'mobile-team'] as const
export type TeamKind = (typeof teamKinds)[number]
/** What somebody does in a team. */
export const teamRoles = ['head', 'doctor', 'nurse', 'technician', 'volunteer', 'military', 'driver'] as const
export type TeamRole = (typeof teamRoles)[number]
/** What a team is sent out for. */
export const dispatchPurposes = ['care-at-home', 'sampling', 'tracing', 'vaccination', 'treatment', 'disinfection', 'other'] as const
export type DispatchPurpose = (typeof dispatchPurposes)[number]
