// A form in steps: one question a screen, sent once, and sent again under the same number when the network fails.
import { pickArea } from './areas.js'
import { newId } from './ids.js'

const form = document.querySelector('form[data-post]')
const words = JSON.parse(form.dataset.words)
const said = document.querySelector('#said')
const language = document.documentElement.lang
const steps = [...form.querySelectorAll('[data-step]')]
let at = 0

const id = newId()

function show() {
  steps.forEach((step, n) => { step.hidden = n !== at })
  form.querySelector('#back').hidden = at === 0
  form.querySelector('#next').textContent = at === steps.length - 1 ? words.send : words.next
  const dots = document.querySelector('#dots')
  dots.textContent = words.step.replace('{n}', at + 1).replace('{of}', steps.length)
  steps[at].querySelector('input:not([type=hidden]), select')?.focus({ preventScroll: true })
}

/** Fields whose name ends in [] make lists; numbers and yes or no are told by data-as. */
function valuesOf() {
  const values = { id }
  for (const field of form.elements) {
    if (!field.name || field.closest('[data-off]')) continue
    if (field.type === 'checkbox') {
      const list = (values[field.name] ??= [])
      if (field.checked) list.push(field.value)
    } else if (field.type !== 'radio' || field.checked) {
      const as = field.dataset.as ?? field.closest('[data-as]')?.dataset.as
      values[field.name] = field.value === '' ? null : as === 'number' ? Number(field.value) : as === 'yes' ? field.value === 'yes' : field.value
    }
  }
  return values
}

function tell(told) {
  form.hidden = true
  const after = document.querySelector('#after')
  for (const part of after.querySelectorAll('[data-told]')) part.textContent = told[part.dataset.told] ?? ''
  for (const picture of after.querySelectorAll('[data-told-src]')) picture.src = told[picture.dataset.toldSrc]
  document.querySelector('#dots').textContent = ''
  after.hidden = false
  after.focus()
}

async function send() {
  const button = form.querySelector('#next')
  button.disabled = true
  try {
    const answer = await fetch(form.dataset.post, { method: 'POST', headers: { 'content-type': 'application/json', 'x-language': language }, body: JSON.stringify(valuesOf()) })
    const told = await answer.json()
    said.textContent = answer.ok ? '' : told.sentence
    if (answer.ok) tell(told)
  } catch {
    said.textContent = words.offline
  } finally {
    button.disabled = false
  }
}

const isWhole = () => [...steps[at].querySelectorAll('input, select')].every((field) => field.closest('[data-off]') || field.reportValidity())
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const missing = [...steps[at].querySelectorAll('[data-name]')].some((box) => !box.closest('[data-off]') && !box.querySelector('input').value)
  if (!isWhole() || missing) return
  if (at === steps.length - 1) return void send()
  at++
  show()
})
form.querySelector('#back').addEventListener('click', () => {
  at--
  show()
})

/** What is asked only under one choice: data-when="name=value". */
function choose() {
  for (const part of form.querySelectorAll('[data-when]')) {
    const [name, value] = part.dataset.when.split('=')
    const off = form.elements[name].value !== value
    part.hidden = off
    if (off) part.dataset.off = ''
    else delete part.dataset.off
    for (const field of part.querySelectorAll('select, input:not([type=hidden])')) field.disabled = off
  }
}
form.addEventListener('change', choose)

const pickers = [...form.querySelectorAll('[data-name]')].map((box) => pickArea(box, words, () => form.elements[box.dataset.on]?.value ?? '').then((picker) => {
  if (box.dataset.on) form.elements[box.dataset.on].addEventListener('change', () => void picker.begin().then(choose))
}))
Promise.all(pickers).then(choose, () => { said.textContent = words.offline })
form.hidden = false
show()
choose()
