// A decision as an editor reads it.

const quoted = (text) => `“${text}”`

const READ = {
  front: ({ field, value }) => `${field}: ${Array.isArray(value) ? value.join("; ") : value}`,
  heading: ({ text, level }) => level ? `${quoted(text)} is a heading of level ${level}` : `${quoted(text)} is no heading`,
  paragraph: ({ begins, continues }) => begins ? `A paragraph begins with ${quoted(begins)}` : `${quoted(continues)} goes on the paragraph before`,
  call: ({ note, after }) => `Note ${note} is called behind ${quoted(after)}`,
  reading: ({ lemma, siglum, text }) => text !== undefined ? `${quoted(text)} instead of ${quoted(lemma)}` : `${siglum} is right instead of ${quoted(lemma)}`,
  keep: ({ text }) => `${quoted(text)} is text`,
  work: ({ same, key, apart }) => same ? `${same.join(" and ")} are one work` : `${apart.join(" and ")}: not ${key}`,
  field: ({ key, variable, value }) => `${variable} of ${key}: ${value || "nothing"}`,
}

/** What was decided, in a line. */
export const decided = ({ kind, values }) => (READ[kind] ?? JSON.stringify)(values)
