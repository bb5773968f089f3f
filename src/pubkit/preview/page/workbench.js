// The workbench: what the server says is shown, by the parts that show it.
import { Article } from "./article.js"
import { showEnd, showErrors, showNotices } from "./notices.js"
import { Paper } from "./paper.js"
import { byId, counted, door, post, say } from "./parts.js"
import { Review } from "./review.js"

const article = new Article(byId("article"))
const paper = new Paper(byId("paper"))
const review = new Review(byId("review"), article)
const desk = byId("desk")
let shown = { page: 0, paper: 0 }
let reviewed = -1

const openReview = door(byId("review-door"), byId("review"), () => review.draw())
const openNotices = door(byId("notices-door"), byId("notices"))

// -- what the server says --------------------------------------------------------------------------------------------

const events = new EventSource("events")
events.addEventListener("message", (event) => apply(JSON.parse(event.data)))
events.addEventListener("error", () => {
  document.body.dataset.busy = ""
  byId("status").textContent = "ended"
  showEnd(true)
})

async function apply (state) {
  const old = shown
  shown = state
  document.body.dataset.busy = state.busy
  document.body.dataset.page = state.page
  document.body.dataset.paper = state.paper
  byId("status").textContent = status(state)
  showEnd(false)
  showErrors(state.errors, state.notices, state.page > 0)
  if (JSON.stringify(state.notices) !== JSON.stringify(old.notices)) {
    showNotices(state.notices, (line) => {
      if (!article.show(plain(line))) say("The line is not on the page as it is written.", "bad")
    })
  }
  setChoices(state)
  byId("take").hidden = !state.paper
  review.canUndo = state.undo
  review.path = state.decisions
  const undo = document.querySelector(".undo")
  if (undo) undo.disabled = !state.undo
  if (state.page !== old.page) {
    await article.update(state.page)
    byId("name").textContent = article.title || state.article
    document.title = `${article.title || state.article} · pubkit`
    document.body.dataset.shown = state.page
  }
  if (state.paper !== old.paper) paper.update(state.paper, state.sheets)
  if (state.decisions && state.page && state.report !== reviewed) {
    reviewed = state.report
    await review.update()
    const button = byId("review-door")
    button.hidden = !review.findings
    button.querySelector(".count").textContent = review.questions || ""
    document.body.dataset.report = state.report
  }
}

const BUSY = { converting: "converting the raw texts", page: "setting the page", paper: "setting the paper" }

function status (state) {
  if (state.busy) return BUSY[state.busy] ?? state.busy
  if (state.errors.length) return "this could not be set"
  const parts = [`page in ${state.seconds.page} s`]
  if (state.paper) parts.push(`paper in ${state.seconds.paper} s`, counted(state.sheets.length, "sheet"))
  return parts.join(" · ")
}

/** A line of Markdown as it reads: without marks, notes and citations. */
const plain = (line) => line.replace(/\[@[^\]]*\]|\[\^[^\]]*\]:?|[*_`#>|]|\]\([^)]*\)|[[\]]/g, " ").replace(/\s+/g, " ").trim()

// -- choices ---------------------------------------------------------------------------------------------------------

const USUAL = ["apa", "chicago", "chicago-author-date", "mla", "harvard", "ieee", "vancouver", "nature", "mhra", "caucasus-international"]
const style = byId("style")
const theme = byId("theme")

let choosing = 0 // choices that are on their way: what the server says meanwhile is older than they are

function setChoices (state) {
  if (theme.options.length !== state.themes.length) {
    const chosen = theme.value
    theme.replaceChildren(...state.themes.map((name) => new Option(name)))
    theme.value = chosen
  }
  if (choosing) return
  const asked = { style: state.asked.style ?? state.style, theme: state.asked.theme ?? state.theme }
  if (document.activeElement !== style && asked.style) style.value = asked.style
  if (asked.theme) theme.value = asked.theme
}

let asking
async function suggest () {
  const words = style.value.trim()
  const found = words ? await (await fetch(`styles?q=${encodeURIComponent(words)}`)).json() : USUAL
  byId("styles").replaceChildren(...found.map((name) => new Option(name)))
}

/** Ask for another style or theme: only for what was chosen, so that one choice never undoes another. */
async function choose (choice) {
  choosing++
  try { await post("view", choice) } catch (error) { say(error.message, "bad") } finally { choosing-- }
}

style.addEventListener("focus", () => { style.select(); byId("styles").replaceChildren(...USUAL.map((name) => new Option(name))) })
style.addEventListener("input", () => { clearTimeout(asking); asking = setTimeout(suggest, 150) })
style.addEventListener("change", () => { if (style.value.trim()) choose({ style: style.value.trim() }) })
theme.addEventListener("change", () => choose({ theme: theme.value }))
byId("choices").addEventListener("submit", (event) => { event.preventDefault(); style.blur() })

const panes = localStorage.getItem("pubkit-panes") ?? (innerWidth < 736 ? "page" : "both")
for (const radio of document.querySelectorAll("input[name=panes]")) {
  radio.checked = radio.value === panes
  if (radio.checked) desk.dataset.panes = radio.value
  radio.addEventListener("change", () => {
    desk.dataset.panes = radio.value
    localStorage.setItem("pubkit-panes", radio.value)
    paper.follow(article.reading())
  })
}

// -- the paper follows the page --------------------------------------------------------------------------------------

let frame = 0
article.onscroll = () => {
  if (frame || desk.dataset.panes !== "both") return
  frame = requestAnimationFrame(() => { frame = 0; paper.follow(article.reading()) })
}

document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && event.key === "n") byId("notices-door").click()
  else if (event.altKey && !event.ctrlKey && event.key === "r" && !byId("review-door").hidden) byId("review-door").click()
  else if (event.key === "Escape" && !byId("notices").hidden) openNotices(false)
  else if (event.key === "Escape" && !byId("review").hidden && byId("placing").hidden) openReview(false)
})
