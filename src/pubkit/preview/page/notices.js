// Notices and errors: what was found, in which line, and what to do; an error stays until a page could be made.
import { byId, counted, part } from "./parts.js"

const GRAVITY = { error: 0, warning: 1, info: 2 }
const WINDOW = 96

export function showErrors (errors, anyPage) {
  const box = byId("errors")
  const text = JSON.stringify(errors)
  if (box.dataset.shown === text) return
  box.dataset.shown = text
  box.hidden = !errors.length
  box.replaceChildren(...errors.map(row), errors.length && anyPage
    ? part("p", { class: "quiet" }, "What is shown is the last edition that could be made.") : "")
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

function row (notice, show) {
  const place = [notice.file, notice.line, notice.column].filter(Boolean).join(":")
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
