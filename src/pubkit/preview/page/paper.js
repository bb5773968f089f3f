// The paper: pages of the PDF as images, asked for when they come near. A new paper takes the place of the old one
// page by page, once its image is there, and stays where the same words are.
import { byId, part } from "./parts.js"
import { letters } from "./places.js"

const STEP = 200 // pixels: widths are asked for in steps, so that a pane may be resized
const SAMPLE = 40

export class Paper {
  constructor (pane) {
    this.pane = pane
    this.list = byId("sheets")
    this.revision = 0
    this.texts = []
    this.near = new Set()
    this.observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        this.near[entry.isIntersecting ? "add" : "delete"](entry.target)
        if (entry.isIntersecting) this.#paint(entry.target)
      }
    }, { root: pane, rootMargin: "600px" })
    new ResizeObserver(() => this.near.forEach((sheet) => this.#paint(sheet))).observe(pane)
  }

  update (revision, sheets) {
    if (revision === this.revision) return
    const place = this.revision ? this.#place() : null
    this.revision = revision
    this.texts = sheets.map((sheet) => letters(sheet.text))
    byId("no-paper").hidden = sheets.length > 0
    while (this.list.children.length > sheets.length) {
      this.observer.unobserve(this.list.lastChild)
      this.near.delete(this.list.lastChild)
      this.list.lastChild.remove()
    }
    sheets.forEach((sheet, number) => {
      let item = this.list.children[number]
      if (!item) {
        item = part("li", {}, part("img", { alt: "", decoding: "async" }), part("span", { class: "folio", "aria-hidden": "true" }))
        this.list.append(item)
        this.observer.observe(item)
      }
      item.dataset.place = sheet.place
      item.style.setProperty("--ratio", `${sheet.width} / ${sheet.height}`)
      item.querySelector("img").alt = `Sheet ${number + 1} of ${sheets.length}`
      item.querySelector(".folio").textContent = `${number + 1} / ${sheets.length}`
    })
    if (place) this.#goTo(place)
    this.near.forEach((sheet) => this.#paint(sheet))
  }

  /** Show the page with these letters, as far down the pane as they stand in the article. */
  follow (reading) {
    if (!reading || !this.texts.length || this.pane.offsetParent === null) return
    const start = Math.floor(reading.within * Math.max(0, reading.text.length - SAMPLE))
    const found = this.#find(reading.text.slice(start, start + SAMPLE)) ?? this.#find(reading.text.slice(0, SAMPLE))
    if (found) this.#goTo({ ...found, height: reading.height })
  }

  #find (sample) {
    for (let number = 0; number < this.texts.length; number++) {
      const at = this.texts[number].indexOf(sample)
      if (at >= 0) return { number, part: at / this.texts[number].length }
    }
    return null
  }

  #place () {
    const top = this.pane.scrollTop + 40
    const number = [...this.list.children].findIndex((sheet) => sheet.offsetTop + sheet.offsetHeight > top)
    if (number < 0) return null
    const sheet = this.list.children[number]
    const part = Math.max(0, (top - sheet.offsetTop) / sheet.offsetHeight)
    const text = this.texts[number] ?? ""
    return { number, part, height: 40 / this.pane.clientHeight, sample: text.slice(Math.floor(part * text.length)).slice(0, SAMPLE) }
  }

  #goTo (place) {
    const found = place.sample?.length === SAMPLE ? this.#find(place.sample) : null
    const number = Math.min(found && found.number !== place.number ? found.number : place.number, this.list.children.length - 1)
    const sheet = this.list.children[number]
    if (!sheet) return
    const part = found && found.number !== place.number ? found.part : place.part
    this.pane.scrollTop = sheet.offsetTop + part * sheet.offsetHeight - place.height * this.pane.clientHeight
  }

  async #paint (sheet) {
    if (!sheet.clientWidth) return
    const width = Math.ceil(sheet.clientWidth * devicePixelRatio / STEP) * STEP
    const address = `sheet/${sheet.dataset.place}?width=${width}` // of a sheet that is as it was, the one that is there
    if (!sheet.isConnected || sheet.dataset.address === address) return
    sheet.dataset.address = address
    const next = new Image()
    next.src = address
    try { await next.decode() } catch {
      if (sheet.dataset.address === address) delete sheet.dataset.address
      return
    }
    if (sheet.dataset.address !== address) return
    const image = sheet.querySelector("img")
    image.src = address
    sheet.classList.add("painted")
  }
}
