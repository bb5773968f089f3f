// Places in an article's text: found by words, so that they outlive every new page.
// What a style writes (citations, calls of notes, links back) is no part of the words.

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, figcaption, caption, td, th, pre, .line-block"
const WRITTEN = ".citation, .footnote-ref, .footnote-back, .back-link, .back-links"
const ALIKE = new Map([
  ["’", "'"], ["‘", "'"], ["“", '"'], ["”", '"'], ["„", '"'], ["«", '"'], ["»", '"'], ["–", "-"], ["—", "-"],
  ["\u00a0", " "], ["\u202f", " "],
])

/** The blocks of text, each without another in it. */
export function blocksOf (doc) {
  return [...doc.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS))
}

const GAP = "\u0001"

/** The text of a block with its signs made alike, and where each of its characters stands. What a style writes is left
    out; with `gaps`, a sign stands for it. */
export function read (block, gaps = false) {
  const view = block.ownerDocument.defaultView
  const walker = block.ownerDocument.createTreeWalker(block, view.NodeFilter.SHOW_TEXT)
  let text = ""
  const at = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(WRITTEN)) {
      if (gaps && !text.endsWith(GAP)) {
        text += GAP
        at.push([node, 0])
      }
      continue
    }
    for (let offset = 0; offset < node.data.length; offset++) {
      let sign = node.data[offset]
      if (sign === "\u00ad") continue
      sign = ALIKE.get(sign) ?? (/\s/.test(sign) ? " " : sign)
      if (sign === " " && (text === "" || text.endsWith(" "))) continue
      text += sign
      at.push([node, offset])
    }
  }
  return { text, at }
}

const alike = (words) => [...words].map((sign) => ALIKE.get(sign) ?? sign).join("").replace(/\s+/g, " ").trim()

/** The range of these words in the article, or null. */
export function find (doc, words) {
  const wanted = alike(words)
  if (!wanted) return null
  for (const block of blocksOf(doc)) {
    const { text, at } = read(block)
    const start = text.indexOf(wanted)
    if (start < 0) continue
    const range = doc.createRange()
    range.setStart(...at[start])
    const [node, offset] = at[start + wanted.length - 1]
    range.setEnd(node, offset + 1)
    return range
  }
  return null
}

/** The words before a point of the text, as many as it takes for them to stand at one place only. */
export function wordsBefore (doc, node, offset) {
  const element = node.nodeType === 1 ? node : node.parentElement
  const block = blocksOf(doc).find((candidate) => candidate.contains(element))
  if (!block) return null
  const { text, at } = read(block)
  let end = at.findIndex(([own, place]) => own === node ? place >= offset : before(node, offset, own))
  if (end < 0) end = text.length
  while (end < text.length && end > 0 && text[end - 1] !== " " && text[end] !== " ") end++ // to the end of the word
  const passed = text.slice(0, end).trimEnd()
  if (!passed) return null
  const words = passed.split(" ")
  const all = blocksOf(doc).map((candidate) => read(candidate).text)
  for (let count = Math.min(6, words.length); ; count++) {
    const chosen = words.slice(-count).join(" ")
    const times = all.reduce((sum, other) => sum + other.split(chosen).length - 1, 0)
    if (times === 1 || count >= words.length) return chosen
  }
}

/** The words from a point of the text on (from its block's beginning without an offset), as many as it takes for them to
    stand at one place only, and no further than to what a style writes. */
export function wordsAfter (doc, node, offset = null) {
  const element = node.nodeType === 1 ? node : node.parentElement
  const block = blocksOf(doc).find((candidate) => candidate.contains(element))
  if (!block) return null
  const { text, at } = read(block, true)
  let start = offset === null ? 0 : at.findIndex(([own, place]) => own === node ? place >= offset : before(node, offset, own))
  if (start < 0) return null
  while (start > 0 && !/[\s\u0001]/.test(text[start - 1])) start-- // to the beginning of the word
  const words = text.slice(start).trimStart().split(GAP)[0].trim().split(" ")
  if (!words[0]) return null
  const all = blocksOf(doc).map((candidate) => read(candidate, true).text)
  for (let count = Math.min(6, words.length); ; count++) {
    const chosen = words.slice(0, count).join(" ")
    const times = all.reduce((sum, other) => sum + other.split(chosen).length - 1, 0)
    if (times === 1 || count >= words.length) return chosen
  }
}

function before (node, offset, other) {
  const range = node.ownerDocument.createRange()
  range.setStart(node, offset)
  range.setEnd(node, offset)
  return range.comparePoint(other, 0) > 0
}

/** Where the reader is: the first paragraph in view, and how far down it stands. */
export function placeIn (doc) {
  const blocks = blocksOf(doc)
  const texts = blocks.map((block) => read(block).text)
  const index = blocks.findIndex((block, number) => texts[number] && block.getBoundingClientRect().bottom > 4)
  if (index < 0) return { texts, index: -1, top: 0, height: 1 }
  const { top, height } = blocks[index].getBoundingClientRect()
  return { texts, index, top, height }
}

/** Go to that place in a newer page. */
export function goTo (doc, place) {
  if (place.index < 0) return
  const blocks = blocksOf(doc)
  const texts = blocks.map((block) => read(block).text)
  const index = same(place, texts)
  if (index === null) return
  const { top, height } = blocks[index].getBoundingClientRect()
  const wanted = place.top < 0 ? place.top * Math.min(1, height / place.height) : place.top
  doc.defaultView.scrollBy({ top: top - wanted, behavior: "instant" })
}

function same (place, texts) {
  for (let away = 0; away < place.texts.length; away++) {
    for (const old of away ? [place.index - away, place.index + away] : [place.index]) {
      const text = place.texts[old]
      if (!text) continue
      let best = null
      texts.forEach((candidate, number) => {
        if (candidate === text && (best === null || Math.abs(number - old) < Math.abs(best - old))) best = number
      })
      if (best !== null) return Math.max(0, Math.min(texts.length - 1, best + place.index - old))
    }
  }
  return null
}

/** Letters and digits alone: what page and paper have in common. */
export const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "")
