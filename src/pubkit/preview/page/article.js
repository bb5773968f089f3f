// The page: the article in a frame of its own, where no script runs. A new one takes the place of the old one within
// the frame, at the same paragraph; what has changed is tinted for a moment.
import { blocksOf, find, goTo, letters, placeIn, read } from "./places.js"

const TINTS = `
::highlight(changed) { background-color: light-dark(#fff2b8, #57481a) }
::highlight(sought) { background-color: light-dark(#ffd9a0, #6b4a12); color: inherit }
:root.placing, :root.placing * { cursor: crosshair !important }`
const MOST_CHANGES = 12

export class Article {
  constructor (frame) {
    this.frame = frame
    this.onplace = null
    this.onscroll = () => {}
    this.revision = 0
    this.loaded = new Promise((resolve) => {
      const ready = () => { if (this.document?.readyState === "complete" && this.document.URL !== "about:blank") resolve() }
      frame.addEventListener("load", ready)
      ready()
    })
  }

  get document () { return this.frame.contentDocument }
  get window () { return this.frame.contentWindow }

  async update (revision) {
    await this.loaded
    const html = await (await fetch("article")).text()
    if (revision < this.revision) return
    const doc = this.document
    const next = new this.window.DOMParser().parseFromString(html, "text/html")
    const place = this.revision ? placeIn(doc) : null
    doc.documentElement.replaceWith(doc.adoptNode(next.documentElement))
    this.#listen()
    if (place) {
      goTo(doc, place)
      this.#tintChanges(place.texts)
    }
    this.revision = revision
  }

  get title () { return this.document?.title ?? "" }

  /** Go to these words and tint them; false where the page does not have them. */
  show (words) {
    const range = this.find(words)
    if (!range) return false
    const box = range.getBoundingClientRect()
    this.window.scrollBy({ top: box.top - this.window.innerHeight / 3, behavior: still() ? "instant" : "smooth" })
    this.#tint("sought", [range], 6000)
    return true
  }

  find (words) {
    const clean = words.replace(/…/g, "")
    const tries = [clean, clean.trim().split(/\s+/).slice(-8).join(" "), clean.trim().split(/\s+/).slice(-4).join(" ")]
    for (const some of tries) {
      const range = find(this.document, some)
      if (range) return range
    }
    return null
  }

  /** The letters of the paragraph that is read now, and where it stands in the pane. */
  reading () {
    if (!this.document?.body) return null
    const line = this.window.innerHeight / 4
    for (const block of blocksOf(this.document)) {
      const box = block.getBoundingClientRect()
      if (box.bottom < line || !box.height) continue
      const text = letters(read(block).text)
      if (text.length < 12) continue
      const within = Math.max(0, Math.min(0.95, (line - box.top) / box.height))
      return { text, within, height: line / this.window.innerHeight }
    }
    return null
  }

  /** While placing, a click says behind which words. */
  placing (on) { this.document.documentElement.classList.toggle("placing", on) }

  #listen () {
    const doc = this.document
    // A new root element has the same document: listeners on the document stay, style sheets too.
    if (this.listening) return
    this.listening = true
    const sheet = new this.window.CSSStyleSheet()
    sheet.replaceSync(TINTS)
    doc.adoptedStyleSheets = [sheet]
    doc.addEventListener("click", (event) => this.#clicked(event))
    doc.addEventListener("scroll", () => this.onscroll(), { passive: true })
    doc.addEventListener("keydown", (event) => {
      if (event.key === "Escape") document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))
    })
  }

  #clicked (event) {
    const link = event.target.closest?.("a[href]")
    if (this.onplace) {
      event.preventDefault()
      const point = this.document.caretPositionFromPoint?.(event.clientX, event.clientY)
      const words = point && this.onplace.words(this.document, point.offsetNode, point.offset)
      if (words) this.onplace.chosen(words)
      return
    }
    if (!link) return
    event.preventDefault()
    const target = link.getAttribute("href")
    if (target.startsWith("#")) {
      this.document.getElementById(decodeURIComponent(target.slice(1)))?.scrollIntoView({ block: "center" })
    } else window.open(link.href, "_blank", "noopener,noreferrer")
  }

  #tintChanges (texts) {
    const known = new Set(texts)
    const changed = blocksOf(this.document).filter((block) => !known.has(read(block).text))
    if (!changed.length || changed.length > MOST_CHANGES) return
    this.#tint("changed", changed.map((block) => {
      const range = this.document.createRange()
      range.selectNodeContents(block)
      return range
    }), 2500)
  }

  #tint (name, ranges, time) {
    const { CSS, Highlight } = this.window
    if (!CSS.highlights || !Highlight) return
    const tint = new Highlight(...ranges)
    CSS.highlights.set(name, tint)
    setTimeout(() => { if (CSS.highlights.get(name) === tint) CSS.highlights.delete(name) }, time)
  }
}

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches
