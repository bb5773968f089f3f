// Notices and errors: what was found, in which line, and what to do; an error stays until a page could be made.
import { byId, counted, part } from "./parts.js"

const GRAVITY = { error: 0, warning: 1, info: 2 }
const WINDOW = 96

/** Why what is shown is not the newest; else, in one line, the gravest of what is wrong with it. */
export function showErrors (errors, notices, anyPage) {
  const box = byId("errors")
  const grave = errors.length ? [] : notices.filter((notice) => notice.severity === "error")
  const text = JSON.stringify([errors, grave])
  if (box.dataset.shown === text) return
  box.dataset.shown = text
  box.hidden = !errors.length && !grave.length
  box.replaceChildren(...errors.map(row), errors.length && anyPage
    ? part("p", { class: "quiet" }, "What is shown is the last edition that could be made.") : "",
  grave.length ? strip(grave) : "")
}

function strip (grave) {
  const [first, ...others] = grave
  return part("p", { class: "notice error strip" },
    part("span", { class: "kind" }, `${first.severity} ${first.code}`), part("span", { class: "words" }, first.message),
    part("span", { class: "where" }, placeOf(first)),
    part("button", { type: "button", class: "link", onclick: () => { if (byId("notices").hidden) byId("notices-door").click() } },
      others.length ? `and ${counted(others.length, "more error")}` : "what to do"))
}

/** The server has gone: nothing that is clicked would be done. */
export function showEnd (ended) {
  document.body.toggleAttribute("data-ended", ended)
  if (!ended) return
  const box = byId("errors")
  box.hidden = false
  box.dataset.shown = ""
  box.replaceChildren(part("p", { class: "notice error strip" },
    part("span", { class: "kind" }, "The preview has ended."),
    part("span", { class: "words" }, "What is shown is its last edition. Start it again, and open its new address.")))
}

export function showNotices (notices, show) {
  const door = byId("notices-door")
  const grave = [...notices].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
  const count = door.querySelector(".count")
  count.textContent = notices.length || ""
  count.className = `count ${grave[0]?.severity ?? ""}`
  door.disabled = false
  const panel = byId("notices")
  const body = notices.length
    ? part("ul", { class: "rows" }, grave.map((notice) => part("li", {}, row(notice, show))))
    : part("p", { class: "quiet" }, "Nothing to say.")
  panel.replaceChildren(
    part("header", { class: "panel-head" }, part("h2", {}, notices.length ? counted(notices.length, "notice") : "Notices"),
      part("button", { type: "button", class: "close", "aria-label": "Close notices" }, "×")),
    body)
  panel.querySelector(".close").addEventListener("click", () => door.click())
}

const placeOf = (notice) => [notice.file, notice.line, notice.column].filter(Boolean).join(":")

function row (notice, show) {
  const place = placeOf(notice)
  const source = frame(notice)
  return part("div", { class: `notice ${notice.severity}` },
    part("p", { class: "said" },
      part("span", { class: "kind" }, `${notice.severity} ${notice.code}`), " ",
      part("span", { class: "words" }, notice.message)),
    place && part("p", { class: "where" }, place,
      show && notice.source && /\.(md|markdown)$/.test(notice.file ?? "")
        ? part("button", { type: "button", class: "link", onclick: () => show(notice.source) }, "show in text") : null),
    source && part("pre", { tabindex: "0", "aria-label": "The line" }, source),
    notice.hint && part("p", { class: "hint" }, notice.hint))
}

/** The line and a caret under its column, as the command line prints them. */
function frame ({ source, column }) {
  if (source === null || source === undefined) return null
  const signs = [...source]
  const start = signs.length > WINDOW ? Math.max(0, (column ?? 1) - 1 - WINDOW / 2) : 0
  const line = signs.slice(start, start + WINDOW).join("").replace(/[\p{Cc}\p{Cf}]/gu, " ").trimEnd()
  return column ? `${line}\n${" ".repeat(column - 1 - start)}^` : line
}
