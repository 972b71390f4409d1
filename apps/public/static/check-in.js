// Check-in and out of one place. What is not acknowledged stays on the phone and is sent again; nothing else is kept here or sent.
import { pickArea } from './areas.js'
import { hex, newId } from './ids.js'

const box = document.querySelector('#check-in')
const words = JSON.parse(box.dataset.words)
const place = box.dataset.place
const language = document.documentElement.lang
/** What the phone's clock has to be put right by, in milliseconds. */
const off = Number(box.dataset.now) - Date.now()
const KEY = 'phaodai.phone'
const RETRY_AFTER = 30_000

const find = (selector) => box.querySelector(selector)

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {}
  }
}
const phone = { code: hex(16), name: '', enrolled: false, details: null, open: {}, outbox: [], ...read() }
const keep = () => localStorage.setItem(KEY, JSON.stringify(phone))
const say = (text) => { find('#said').textContent = text }
const hour = (at) => new Date(at).toLocaleTimeString(language === 'vi' ? 'vi-VN' : 'en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })

async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-language': language }, body: JSON.stringify(body) })
  return { ok: answer.ok, status: answer.status, told: await answer.json() }
}

function show() {
  const known = phone.details !== null
  box.hidden = false
  find('#phone').hidden = known
  find('#ways').hidden = !known
  if (!known) return
  const here = phone.open[place]
  find('#who').textContent = here ? words.since.replace('{name}', phone.name).replace('{hour}', hour(here.in)) : words.who.replace('{name}', phone.name)
  find('#in').hidden = here !== undefined
  find('#out').hidden = here === undefined
}

/** Takes what was answered out of the outbox; a visit that has gone on since stays for its exit. */
function settle(sent, told) {
  const refused = new Map(told.refused.map((each) => [each.id, each]))
  const done = new Set(told.done)
  phone.outbox = phone.outbox.filter((visit) => {
    const then = sent.find(({ id }) => id === visit.id)
    if (!then || then.out !== visit.out) return true
    const why = refused.get(visit.id)
    if (why && why.reason !== 'too-many' && phone.open[visit.place]?.id === visit.id) delete phone.open[visit.place]
    return !done.has(visit.id) && (!why || why.reason === 'too-many')
  })
  keep()
  const [why] = told.refused
  say(why ? why.sentence : phone.outbox.length > 0 ? words.waiting : told.clock ? `${words.done} ${told.clock.sentence}` : words.done)
  show()
}

let sending = false
async function send() {
  if (sending || phone.details === null) return
  sending = true
  try {
    if (!phone.enrolled) {
      const { ok, told } = await post('/api/phones', { code: phone.code, ...phone.details })
      if (!ok) {
        if (told.refused === 'phone' || told.refused === 'invalid') phone.details = null
        say(told.sentence)
        return show()
      }
      phone.enrolled = true
      keep()
    }
    if (phone.outbox.length === 0) return
    const sent = phone.outbox.slice(0, 100).map((visit) => ({ ...visit }))
    const { status, told } = await post('/api/check-ins', { code: phone.code, sentAt: Date.now(), visits: sent })
    if (told.done) settle(sent, told)
    else say(status === 429 || status === 503 ? words.waiting : told.sentence)
  } catch {
    say(words.offline)
  } finally {
    sending = false
  }
}

function put(visit) {
  phone.outbox = [...phone.outbox.filter(({ id }) => id !== visit.id), { ...visit }]
  keep()
  show()
  void send()
}

find('#in').addEventListener('click', () => {
  const visit = { id: newId(), place, in: Math.round(Date.now() + off), out: null, skew: Math.round(-off / 1000) }
  phone.open[place] = visit
  put(visit)
})
find('#out').addEventListener('click', () => {
  const visit = { ...phone.open[place], out: Math.max(phone.open[place].in, Math.round(Date.now() + off)) }
  delete phone.open[place]
  put(visit)
})
find('#other').addEventListener('click', () => {
  if (phone.outbox.length > 0) return say(words.waiting)
  localStorage.removeItem(KEY)
  location.reload()
})

find('#phone').addEventListener('submit', (event) => {
  event.preventDefault()
  const values = new FormData(event.target)
  phone.name = String(values.get('fullName')).trim()
  phone.details = { fullName: phone.name, phone: values.get('phone'), areaId: Number(values.get('areaId')) }
  phone.enrolled = false
  keep()
  say('')
  show()
  void send()
})

addEventListener('online', () => void send())
setInterval(() => void send(), RETRY_AFTER)
show()
if (phone.details === null) pickArea(find('[data-name=areaId]'), words).catch(() => say(words.offline))
void send()
