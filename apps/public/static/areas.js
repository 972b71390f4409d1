// Picks a unit level by level: province, then what lies below it, as far as there is anything below; to the village where `box.dataset.villages` asks for it.

const load = async (below, on, villages) => (await fetch(`/api/areas?${new URLSearchParams({ ...(below && { below }), ...(on && { on }), ...(villages && { villages: '1' }) })}`)).json()

/** Fills `box` with one list a level; the last one chosen stands in the field named `box.dataset.name`. `on()` tells the day on which the units stand. */
export async function pickArea(box, words, on = () => '') {
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name: box.dataset.name })
  const begin = async () => {
    field.value = ''
    box.replaceChildren(field)
    await below(null)
  }
  async function below(parent) {
    const areas = await load(parent, on(), box.dataset.villages !== undefined)
    if (areas.length === 0) return
    const select = document.createElement('select')
    select.required = true
    select.setAttribute('aria-label', box.dataset.label)
    select.append(new Option(words.choose, ''), ...areas.map(({ id, name }) => new Option(name, id)))
    select.addEventListener('change', () => {
      while (select.nextSibling) select.nextSibling.remove()
      field.value = select.value || parent || ''
      if (select.value) void below(select.value).catch(() => {})
    })
    box.append(select)
  }
  await begin()
  return { begin }
}
