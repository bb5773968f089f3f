-- A pandoc that stays: requests on standard input, answers on standard output, until the input ends.
-- request:  read|write FORMAT LENGTH\n<bytes>        answer:  ok|no LENGTH\n<bytes>
-- `read` gives the JSON tree of a text (in pandoc's sandbox: no file, no network), `write` the text of a JSON tree,
-- with the options of typesetting/page.py: --mathml --section-divs --shift-heading-level-by=1 --wrap=none
-- --syntax-highlighting=none.
local plain = pandoc.WriterOptions { wrap_text = "none" }
local page = pandoc.WriterOptions {
  wrap_text = "none", html_math_method = "mathml", section_divs = true, highlight_method = "none",
}
local shift = { Header = function (heading) heading.level = heading.level + 1; return heading end }

local function answer (what, format, body)
  if what == "read" then
    return pandoc.write(pandoc.read(body, format, pandoc.ReaderOptions {}, {}), "json", plain)
  end
  return pandoc.write(pandoc.read(body, "json"):walk(shift), format, page) .. "\n"
end

while true do
  local head = io.read("l")
  if not head then break end
  local what, format, length = head:match("^(%l+) (%S+) (%d+)$")
  local body = length == "0" and "" or io.read(tonumber(length))
  local good, text = pcall(answer, what, format, body)
  text = good and text or tostring(text)
  io.write((good and "ok " or "no "), #text, "\n", text)
  io.flush()
end
