// One's own record: the address first, then the code that came by mail.
const box = document.querySelector('#record')
const words = JSON.parse(box.dataset.words)
const [asking, reading] = box.querySelectorAll('form')
const said = document.querySelector('#said')
const language = document.documentElement.lang

async function post(path, body) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-language': language }, body: JSON.stringify(body) })
    const told = await answer.json()
    said.textContent = answer.ok ? '' : told.sentence
    return answer.ok ? told : undefined
  } catch {
    said.textContent = words.offline
    return undefined
  }
}
const day = (text) => text.slice(0, 10).split('-').reverse().join('/')

function line(one) {
  const part = document.createElement('li')
  const add = (label, value) => {
    const row = document.createElement('span')
    row.textContent = `${label}: ${value}`
    part.append(row)
  }
  part.append(Object.assign(document.createElement('strong'), { textContent: `${one.fullName}, ${day(one.declaredAt)}` }))
  add(words.from, `${one.fromPlace} (${day(one.leftOn)})`)
  add(words.to, `${one.area} (${day(one.arrivesOn)})`)
  add(words.number, one.number)
  add(words.kept, day(one.keptUntil))
  return part
}

asking.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (await post('/api/record-codes', { mail: asking.elements.mail.value, language })) {
    said.textContent = words.sent
    reading.hidden = false
    reading.elements.code.focus()
  }
})
reading.addEventListener('submit', async (event) => {
  event.preventDefault()
  const told = await post('/api/record', { mail: asking.elements.mail.value, code: reading.elements.code.value })
  if (!told) return
  asking.hidden = true
  reading.hidden = true
  box.querySelector('ul').replaceChildren(...told.declarations.map(line))
})
box.hidden = false
