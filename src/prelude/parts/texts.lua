-- Checks of what a model wrote: the texts in it, their order, and JSON by its schema.
local rig = ...
local base, string, table = rig.base, rig.string, rig.table
local type, ipairs = base.type, base.ipairs
local find, gsub, lower, sub, format = string.find, string.gsub, string.lower, string.sub, string.format
local inspect, inspect_line, misuse, host, add = rig.inspect, rig.inspect_line, rig.misuse, rig.host, rig.add_assertion

local WIDTH = 100
-- A shorter beginning of a text stands in most texts by chance.
local MIN_BEGINNING = 4

--- The text that is meant by a text, a Prompt, or a table with `text`, such as a reply or an agent's result.
local function text_of(name, value)
  if type(value) == "string" then return value end
  if type(value) == "table" then
    if type(value.render) == "function" then return value:render() end
    if type(value.text) == "string" then return value.text end
  end
  misuse(name .. ": a text, a Prompt or a reply is expected first, got " .. inspect_line(value, 60))
end

local function list_of_texts(name, parts)
  if type(parts) == "string" then return { parts } end
  rig.want(name, "table", parts)
  for _, part in ipairs(parts) do rig.want(name, "string", part) end
  if #parts == 0 then misuse(name .. ": at least one text is expected") end
  return parts
end

local function line_at(text, position)
  local _, count = gsub(sub(text, 1, position - 1), "\n", "")
  return "line " .. count + 1
end

--- How much of the beginning of `part` stands in `text`, in bytes.
local function longest_beginning(text, part)
  local low, high = 0, #part
  while low < high do
    local middle = (low + high + 1) // 2
    if find(text, sub(part, 1, middle), 1, true) then low = middle else high = middle - 1 end
  end
  return low
end

--- What comes nearest to a text that is not there.
local function nearest(text, part)
  local at = find(lower(text), lower(part), 1, true)
  if at then return ": with other capitals it is in " .. line_at(text, at) end
  if find(gsub(text, "%s+", " "), gsub(part, "%s+", " "), 1, true) then return ": with other white space it is there" end
  local length = longest_beginning(text, part)
  if length < MIN_BEGINNING then return "" end
  local beginning = sub(part, 1, length)
  return ": " .. line_at(text, find(text, beginning, 1, true)) .. " has its beginning, " .. inspect_line(beginning, WIDTH)
end

--- Whether a text holds a part, or all of several; negated, none of them. `what` names the text in failures.
function rig.find_texts(state, what, text, parts)
  local wrong = {}
  for _, part in ipairs(parts) do
    if (find(text, part, 1, true) ~= nil) == (state.negated == true) then wrong[#wrong + 1] = part end
  end
  return (#wrong == 0) ~= (state.negated == true), { what = what, text = text, wrong = wrong }
end

function rig.describe_missing_texts(found)
  local lines = { "expected " .. found.what .. " to contain what is not in it" }
  for _, part in ipairs(found.wrong) do
    lines[#lines + 1] = "  " .. inspect_line(part, WIDTH) .. nearest(found.text, part)
  end
  return { message = table.concat(lines, "\n"), actual = inspect(found.text) }
end

function rig.describe_unwanted_texts(found)
  local lines = { "expected " .. found.what .. " not to contain" }
  for _, part in ipairs(found.wrong) do
    lines[#lines + 1] = "  " .. inspect_line(part, WIDTH) .. ": it is in " .. line_at(found.text, find(found.text, part, 1, true))
  end
  return { message = table.concat(lines, "\n"), actual = inspect(found.text) }
end

rig.list_of_texts = list_of_texts

add({ "contains_text" }, {
  count = 2,
  holds = function(state, subject, parts)
    local text = text_of("assert.contains_text", subject)
    return rig.find_texts(state, "the text", text, list_of_texts("assert.contains_text", parts))
  end,
  fails = rig.describe_missing_texts,
  fails_not = rig.describe_unwanted_texts,
})

-- Order ------------------------------------------------------------------------------------------------------------

--- Looks for `part` from a place on: gives where it begins and where it ends.
local function find_text(text, part, from)
  return find(text, part, from, true)
end

local function find_item(list, item, from)
  for i = from, #list do
    if rig.equal(item, list[i]) then return i, i end
  end
end

--- Where each part stands behind the one before it, and the first that does not.
local function find_in_order(subject, parts, look)
  local places, first_wrong, from = {}, nil, 1
  for i, part in ipairs(parts) do
    local at, last = look(subject, part, from)
    places[i] = at or false
    if at then from = last + 1 else first_wrong = first_wrong or i end
  end
  return places, first_wrong
end

local function show_order(found, parts)
  local lines = {}
  for i, part in ipairs(parts) do
    local at, earlier = found.places[i], found.look(found.subject, part, 1)
    local where = at and " in " .. found.name_place(at)
      or earlier and ": it stands before that, in " .. found.name_place(earlier) or ": it is not there"
    lines[i] = format("  %s %s%s", at and "✓" or "✗", inspect_line(part, WIDTH), where)
  end
  return table.concat(lines, "\n")
end

--- Texts in a text, or items in a list, one behind the other; others may stand between them.
add({ "in_order" }, {
  count = 2,
  holds = function(_, subject, parts)
    local is_list = type(subject) == "table" and rig.base.rawlen(subject) > 0 and type(subject.text) ~= "string"
    local look = is_list and find_item or find_text
    if not is_list then subject = text_of("assert.in_order", subject) end
    parts = is_list and rig.want("assert.in_order", "table", parts) or list_of_texts("assert.in_order", parts)
    if #parts == 0 then misuse("assert.in_order: a list of what is to follow each other is expected") end
    local places, first_wrong = find_in_order(subject, parts, look)
    local function name_place(at) return is_list and "item " .. at or line_at(subject, at) end
    return not first_wrong, { places = places, look = look, subject = subject, name_place = name_place, wrong = first_wrong }
  end,
  fails = function(found, _, parts)
    local message = format("expected these in order; number %d of %d does not follow\n", found.wrong, #parts)
    return { message = message .. show_order(found, parts), actual = inspect(found.subject) }
  end,
  fails_not = function(found, _, parts)
    return { message = "expected these not to be in this order\n" .. show_order(found, parts), actual = inspect(found.subject) }
  end,
})

-- JSON -------------------------------------------------------------------------------------------------------------

local read_json, validate, read_schema = host("text.read_json"), host("text.validate"), host("text.read_schema")

local function describe_no_json(found)
  local hint = find(found.text, "```", 1, true) and "; what stands in a ``` block has to be taken out first" or ""
  return { message = "expected JSON text: " .. found.problem .. hint, actual = inspect(found.text) }
end

local function value_of(found) return found.value end

--- A text is JSON. Gives the value it says.
add({ "valid_json" }, {
  count = 1,
  holds = function(_, subject)
    local text = text_of("assert.valid_json", subject)
    local found = read_json(text)
    found.text = text
    return not found.problem, found
  end,
  fails = describe_no_json,
  fails_not = function(found) return { message = "expected text that is not JSON", actual = inspect(found.text) } end,
  gives = value_of,
})

--- A value, or what JSON text says, keeps to a JSON schema. Gives the value.
add({ "json_schema" }, {
  count = 2,
  holds = function(state, subject, schema)
    if subject == nil then misuse("assert.json_schema: a value or JSON text is expected first, got nil") end
    local is_text = type(subject) == "string"
    local found = is_text and read_json(subject) or { value = subject }
    found.text = subject
    if found.problem then
      -- What is no JSON neither keeps to a schema nor breaks it; and the schema may be none.
      read_schema(schema)
      if state.negated then misuse("assert.not_json_schema: the text is not JSON: " .. found.problem) end
      return false, found
    end
    found.wrong = validate(found.value, schema, is_text)
    return found.wrong.count == 0, found
  end,
  fails = function(found)
    if found.problem then return describe_no_json(found) end
    local count, lines = found.wrong.count, found.wrong.shown
    local message = format("does not keep to the schema: %d problem%s", count, count == 1 and "" or "s")
    local more = count > #lines and format("\n  … %d more", count - #lines) or ""
    return { message = message .. "\n  " .. table.concat(lines, "\n  ") .. more, actual = inspect(found.value) }
  end,
  fails_not = function(found) return { message = "expected what breaks the schema", actual = inspect(found.value) } end,
  gives = value_of,
})
