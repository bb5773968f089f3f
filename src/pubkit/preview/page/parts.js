// Elements and requests: what the other modules are made of. Text is always text, never markup.

/** An element: `part("p", {class: "quiet", onclick: f}, "words", child)`. */
export function part (tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
    else if (name === "value") element.value = value
    else element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export const byId = (id) => document.getElementById(id)

/** Send an object; the answer's own words when it is refused. */
export async function post (path, object) {
  const answer = await fetch(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(object),
  })
  if (answer.ok) return
  let said = {}
  try { said = await answer.json() } catch { /* it had no words */ }
  throw new Error(said.hint ? `${said.message} (${said.hint})` : said.message || `refused (${answer.status})`)
}

let fading
/** A line that is said and goes away. */
export function say (text, kind = "") {
  const toast = byId("toast")
  clearTimeout(fading)
  toast.textContent = text
  toast.className = `seen ${kind}`
  fading = setTimeout(() => { toast.className = ""; toast.textContent = "" }, kind === "bad" ? 9000 : 3500)
}

/** What a person calls so many of a thing. */
export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

/** Open or close a panel with its button; focus goes in, and comes back. */
export function door (button, panel, opened = () => {}) {
  const set = (open, focus = true) => {
    panel.hidden = !open
    button.setAttribute("aria-expanded", String(open))
    if (open) opened()
    if (focus) (open ? panel.querySelector("button, input, select, [tabindex]") : button)?.focus()
  }
  button.addEventListener("click", () => set(panel.hidden))
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); set(false) }
  })
  return set
}
