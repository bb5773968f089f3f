// The review: what the conversion is unsure of, beside the text, each with its evidence and what can be done about it.
// A click writes decisions.toml; the text is then converted again and shows it.
import { decided } from "./decided.js"
import { byId, counted, part, post, say } from "./parts.js"
import { wordsAfter, wordsBefore } from "./places.js"

export class Review {
  constructor (panel, article) {
    this.panel = panel
    this.article = article
    this.findings = null
    this.open = new Set(["calls", "fields"])
    this.canUndo = false
    this.path = ""
  }

  /** How many questions are open. */
  get questions () {
    const found = this.findings
    return found ? found.notes.filter((note) => !note.found).length + this.#doubtful().length + this.#idle().length : 0
  }

  async update () {
    this.findings = await (await fetch("findings")).json()
    if (this.findings && this.#idle().length) this.open.add("decisions")
    this.draw()
  }

  draw () {
    const found = this.findings
    if (!found) return
    const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key
    const scroll = this.panel.querySelector(".scroll")?.scrollTop ?? 0
    const questions = this.questions
    const doubtful = this.#doubtful()
    const calls = found.notes.filter((note) => !note.found)
    this.panel.replaceChildren(
      part("header", { class: "panel-head" },
        part("h2", {}, questions ? counted(questions, "open question") : "Nothing in doubt"),
        part("button", { type: "button", class: "undo", disabled: !this.canUndo, onclick: () => this.#undo() }, "Take back"),
        part("button", { type: "button", class: "close", "aria-label": "Close review", onclick: () => byId("review-door").click() }, "×")),
      part("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Findings" },
        this.#section("calls", "Calls without a mark", calls, (note) => this.#call(note), "Every note has its mark in the text."),
        this.#section("fields", "Fields in doubt", doubtful, ([work, field]) => this.#field(work, field, true), "Every field was read with confidence."),
        this.#section("works", "Works cited", found.works, (work) => this.#work(work)),
        this.#section("headings", "Headings", found.headings, (heading) => this.#heading(heading), "No heading was found."),
        this.#section("paragraphs", "Paragraphs", [null], () => this.#paragraphs(), "", ""),
        this.#section("readings", "Where the witnesses differ", found.apparatus.filter((row) => row.asks), (row) => this.#reading(row)),
        this.#section("aside", "Set aside", found.set_aside, (row) => this.#aside(row)),
        this.#section("front", "Front matter", found.front, (row) => this.#front(row)),
        this.#section("decisions", "What was decided", found.decisions, (row) => this.#decision(row), "Nothing yet."),
        part("p", { class: "quiet" }, part("a", { href: "report", target: "_blank", rel: "noopener" }, "The whole report"),
          ` with every character’s account. Decisions go to ${this.path}.`)))
    this.panel.querySelector(".scroll").scrollTop = scroll
    if (focused) this.panel.querySelector(`[data-key="${CSS.escape(focused)}"] :is(button, input, select)`)?.focus({ preventScroll: true })
  }

  #doubtful () {
    return this.findings.works.flatMap((work) => work.fields.filter((field) => field.doubtful).map((field) => [work, field]))
  }

  /** The decisions that no longer apply. */
  #idle () { return this.findings.decisions.filter((decision) => decision.why) }

  #section (name, title, rows, draw, none = "None.", count = String(rows.length)) {
    const box = part("details", { class: "findings", open: this.open.has(name), "data-section": name },
      part("summary", {}, part("h3", {}, title), part("span", { class: "count" }, count)),
      ...(rows.length ? rows.map(draw) : [part("p", { class: "quiet" }, none)]))
    box.addEventListener("toggle", () => this.open[box.open ? "add" : "delete"](name))
    return box
  }

  // -- rows ---------------------------------------------------------------------------------------------------------

  #call (note) {
    const context = part("blockquote", {}, note.before, part("mark", { class: "call" }, note.id), note.after)
    return part("article", { class: "finding", "data-key": `call-${note.id}` },
      part("p", { class: "about" }, part("b", {}, `Note ${note.id}`), this.#confidence(note.confidence), this.#reason(note.reason)),
      note.kind === "unplaced" ? part("p", { class: "quiet" }, "It stands nowhere in the text yet.") : context,
      part("p", { class: "evidence" }, note.text.length > 220 ? `${note.text.slice(0, 220)}…` : note.text),
      part("p", { class: "acts" },
        note.asks && note.kind !== "unplaced" && this.#button("Confirm", () => this.#decide(note.asks)),
        this.#button("Place elsewhere", () => this.#place(note), "second"),
        note.before && this.#button("Show", () => this.#show(note.before), "second")))
  }

  #field (work, field, withKey = false) {
    const key = `field-${work.key}-${field.variable}`
    const input = part("input", { value: field.value, "aria-label": `${field.variable} of ${work.key}`, spellcheck: "false" })
    const button = part("button", { type: "submit", class: field.doubtful ? "" : "second" }, field.doubtful ? "Confirm" : "Save")
    input.addEventListener("input", () => {
      const changed = input.value !== field.value
      button.textContent = field.doubtful && !changed ? "Confirm" : "Save"
      button.className = field.doubtful || changed ? "" : "second"
    })
    return part("form", {
      class: `finding field ${field.doubtful ? "doubt" : ""}`, "data-key": key,
      onsubmit: (event) => {
        event.preventDefault()
        this.#decide({ kind: "field", values: { key: work.key, variable: field.variable, value: input.value } })
      },
    },
      part("p", { class: "about" }, part("b", {}, field.variable), withKey && part("span", { class: "key" }, work.key),
        field.doubtful && this.#confidence(field.probability), field.doubtful && this.#reason(field.reason)),
      withKey && field.printed && part("p", { class: "evidence" }, "printed as ", part("q", {}, field.printed)),
      part("p", { class: "acts" }, input, button))
  }

  #work (work) {
    const type = { variable: "type", value: work.type, doubtful: false, reason: "" }
    const printed = new Map(work.variants.map((variant) => [variant.note, variant.text]))
    const name = `work-${work.key}`
    const box = part("details", { class: "finding", "data-key": name, open: this.open.has(name) },
      part("summary", {}, part("b", {}, work.key), " ", part("span", { class: "quiet" }, `${work.type} · ${[...new Set(work.notes)].join(", ")}`)),
      work.merged && part("p", { class: "evidence" }, `taken for one: ${work.merged}`),
      ...[...printed].map(([note, text]) => part("p", { class: "evidence" }, text, " ",
        printed.size > 1 && this.#button(`${note} is another work`, () => this.#decide({ kind: "work", values: { key: work.key, apart: [note] } }), "second"))),
      this.#same(work),
      ...[type, ...work.fields].map((field) => this.#field(work, field)))
    box.addEventListener("toggle", () => this.open[box.open ? "add" : "delete"](name))
    return box
  }

  /** That two works are one: the one that is looked at stays. */
  #same (work) {
    const others = this.findings.works.filter((other) => other.key !== work.key)
    if (!others.length) return null
    const select = part("select", { "aria-label": `Work that is the same as ${work.key}` }, others.map((other) => part("option", {}, other.key)))
    return part("p", { class: "acts same" }, select,
      this.#button("is the same work", () => this.#decide({ kind: "work", values: { same: [work.key, select.value] } }), "second"))
  }

  #paragraphs () {
    return part("article", { class: "finding", "data-key": "paragraphs" },
      part("p", { class: "evidence" }, "Where a paragraph was parted or joined wrongly, show the place in the text."),
      part("p", { class: "acts" },
        this.#button("Begin a paragraph", () => this.#point({
          key: "paragraphs", title: "Click in the text on the word with which a paragraph begins.", label: "Words with which a paragraph begins",
          act: "Begin it here", words: wordsAfter, decision: (words) => ({ kind: "paragraph", values: { begins: words } }),
        }), "second"),
        this.#button("Join with the one before", () => this.#point({
          key: "paragraphs", title: "Click in the paragraph that goes on the one before it.", label: "Words with which the paragraph begins now",
          act: "Join", words: (doc, node) => wordsAfter(doc, node), decision: (words) => ({ kind: "paragraph", values: { continues: words } }),
        }), "second")))
  }

  #front (row) {
    const lists = ["authors", "keywords"].includes(row.field)
    const input = part(row.field === "abstract" ? "textarea" : "input", { value: row.value, "aria-label": row.field, rows: "4" })
    return part("form", {
      class: "finding field", "data-key": `front-${row.field}`,
      onsubmit: (event) => {
        event.preventDefault()
        const value = lists ? input.value.split(";").map((one) => one.trim()).filter(Boolean) : input.value
        this.#decide({ kind: "front", values: { [row.field]: value } })
      },
    },
      part("p", { class: "about" }, part("b", {}, row.field), lists && part("span", { class: "quiet" }, "with “;” between")),
      part("p", { class: "acts" }, input, part("button", { type: "submit", class: "second" }, "Save")))
  }

  #decision (row) {
    return part("article", { class: `finding ${row.why ? "doubt" : ""}`, "data-key": `decision-${row.line}` },
      part("p", { class: "about" }, part("b", {}, row.kind), part("span", { class: row.why ? "sure" : "quiet" }, row.why ? "no longer applies" : "applied"),
        part("span", { class: "key" }, row.line ? `line ${row.line}` : "")),
      part("p", { class: "evidence" }, decided(row)),
      row.why && part("p", { class: "evidence" }, row.why.replace(/^this decision does not apply: /, ""), row.hint ? ` → ${row.hint}` : ""),
      part("p", { class: "acts" }, this.#button("Take out", () => this.#send("take-out", { kind: row.kind, values: row.values }, "Taken out of"), "second")))
  }

  #heading (heading) {
    const levels = [["0", "no heading"], ...[1, 2, 3, 4, 5, 6].map((level) => [String(level), `level ${level}`])]
    const select = part("select", { "aria-label": `Level of “${heading.text}”` },
      levels.map(([value, name]) => part("option", { value, selected: value === String(heading.level) }, name)))
    const set = this.#button("Set", () => this.#decide({ kind: "heading", values: { text: heading.text, level: Number(select.value) } }), "second")
    select.addEventListener("change", () => { set.className = select.value === String(heading.level) ? "second" : "" })
    return part("article", { class: "finding", "data-key": `heading-${heading.text}` },
      part("p", { class: "about" }, part("b", {}, heading.text), this.#confidence(heading.confidence)),
      part("p", { class: "acts" }, select, set,
        this.#button("Show", () => this.#show(heading.text), "second")))
  }

  #reading (row) {
    return part("article", { class: "finding", "data-key": `reading-${row.lemma}-${row.place}` },
      part("p", { class: "about" }, part("b", {}, row.lemma), part("span", { class: "key" }, row.sigla), this.#reason(row.reason)),
      part("p", { class: "acts" },
        row.readings.map((reading) => this.#button(`${reading.sigla}: ${reading.text || "nothing"}`, () => this.#decide({
          kind: "reading", values: { lemma: row.asks.values.lemma, siglum: reading.sigla.split(" ")[0] },
        }), "second reading")),
        this.#button("Show", () => this.#show(row.lemma), "second")))
  }

  #aside (row) {
    return part("article", { class: "finding", "data-key": `aside-${row.place}` },
      part("p", { class: "evidence" }, row.text.length > 300 ? `${row.text.slice(0, 300)}…` : row.text),
      part("p", { class: "about" }, this.#reason(row.reason || row.rule)),
      row.asks && part("p", { class: "acts" }, this.#button("Keep in the text", () => this.#decide(row.asks), "second")))
  }

  #confidence (share) { return part("span", { class: "sure" }, `${Math.round(share * 100)} % sure`) }
  #reason (text) { return text ? part("span", { class: "quiet" }, text) : null }
  #button (text, act, kind = "") { return part("button", { type: "button", class: kind, onclick: act }, text) }

  // -- acts ---------------------------------------------------------------------------------------------------------

  #show (words) { if (!this.article.show(words)) say("These words are not on the page.", "bad") }

  #decide (decision) { return this.#send("decisions", decision, "Written to") }
  #undo () { return this.#send("undo", {}, "Taken back from") }

  async #send (path, object, done) {
    try {
      await post(path, object)
      say(`${done} ${this.path}`)
    } catch (error) { say(error.message, "bad") }
  }

  #place (note) {
    this.#point({
      key: `call-${note.id}`, title: `Click in the text behind the words where note ${note.id} is called.`, label: `Words before the call of note ${note.id}`,
      act: "Place here", words: wordsBefore, decision: (words) => ({ kind: "call", values: { note: note.id, after: words } }),
    })
  }

  /** Ask for words of the text: a click there, or words typed. */
  #point ({ key, title, label, act, words: pick, decision }) {
    const box = byId("placing")
    const words = part("input", { "aria-label": label, placeholder: "or type the words", spellcheck: "false" })
    const place = part("button", { type: "submit", disabled: true }, act)
    const end = () => {
      box.hidden = true
      this.article.onplace = null
      this.article.placing(false)
      document.removeEventListener("keydown", escape)
      this.panel.querySelector(`[data-key="${CSS.escape(key)}"] button`)?.focus()
    }
    const escape = (event) => { if (event.key === "Escape") end() }
    const chosen = () => { place.disabled = !words.value.trim() }
    words.addEventListener("input", chosen)
    box.replaceChildren(part("form", {
      onsubmit: (event) => {
        event.preventDefault()
        end()
        this.#decide(decision(words.value.trim()))
      },
    },
      part("p", { id: "placing-title" }, title),
      part("p", { class: "acts" }, words, place, this.#button("Cancel", end, "second"))))
    box.hidden = false
    document.addEventListener("keydown", escape)
    this.article.placing(true)
    this.article.onplace = { words: pick, chosen: (found) => {
      words.value = found
      chosen()
      this.article.show(found)
      place.focus()
    } }
    words.focus()
  }
}
