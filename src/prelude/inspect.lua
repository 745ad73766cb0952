-- Any value as text, the same in every run: keys in order, no addresses, no metamethods, bounded.
local rig = ...
local base, string, table, utf8, math, debug = rig.base, rig.string, rig.table, rig.utf8, rig.math, rig.debug
local type, next, rawget, rawlen = base.type, base.next, base.rawget, base.rawlen
local find, format, gsub, byte, rep, sub = string.find, string.format, string.gsub, string.byte, string.rep, string.sub
local concat, sort, utf8_len = table.concat, table.sort, utf8.len
local math_type, getinfo, plain_tostring = math.type, debug.getinfo, base.tostring

local WIDTH = 72
local MAX_NODES = 5000
local MAX_DEPTH = 32
local MAX_STRING = 16 * 1024
local MAX_KEY = 200
-- Entries of a table beyond which a short look at it does not sort its keys.
local MAX_ENTRIES, FIRST_ITEMS = 200, 5
local MAX_MESSAGE = 8 * 1024
-- So many bytes of a text count as one node.
local NODE_BYTES = 64

local escapes = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\" }

local function escape(char)
  return escapes[char] or format("\\x%02X", byte(char))
end

local function quote(text, state)
  local cut = #text > MAX_STRING
  if cut then
    text = sub(text, 1, MAX_STRING)
    state.cut = true
  end
  local unsafe = utf8_len(text) and '[%c"\\\127]' or '[%c"\\\127-\255]'
  local quoted = '"' .. gsub(text, unsafe, escape) .. '"'
  return cut and quoted .. "…" or quoted
end

local reserved = {}
for word in string.gmatch(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while",
  "%a+"
) do
  reserved[word] = true
end

--- Whether a key can stand before `=` as it is.
local function is_name(key)
  return type(key) == "string" and #key <= MAX_KEY and find(key, "^[%a_][%w_]*$") and not reserved[key]
end

local function show_number(value)
  if value ~= value then return "nan" end
  if value == math.huge then return "inf" end
  if value == -math.huge then return "-inf" end
  if math_type(value) == "integer" then return plain_tostring(value) end
  local short = format("%.14g", value)
  if base.tonumber(short) ~= value then short = format("%.17g", value) end
  return find(short, "[%.eE]") and short or short .. ".0"
end

local function show_function(value)
  local info = getinfo(value, "S")
  if rig.is_user_source(info.source) then
    return "function (" .. sub(info.source, 2) .. ":" .. info.linedefined .. ")"
  end
  return "function (built in)"
end

local show

local order = { number = 1, string = 2, boolean = 3 }

local function key_before(a, b)
  local type_a, type_b = type(a), type(b)
  if type_a ~= type_b then return (order[type_a] or 9) < (order[type_b] or 9) end
  if order[type_a] and type_a ~= "boolean" then return a < b end
  if type_a == "boolean" then return a and not b end
  return rig.identity(a) < rig.identity(b)
end

--- The keys of a table that are not its list part, sorted.
local function sorted_keys(value, length)
  local keys = {}
  for key in next, value do
    if not (math_type(key) == "integer" and key >= 1 and key <= length) then keys[#keys + 1] = key end
  end
  sort(keys, key_before)
  return keys
end

--- A short look at a table of many entries: the first items of a list, and how many there are.
local function show_wide(value, state, depth)
  local length = rawlen(value)
  if length == 0 then return "{ … more than " .. MAX_ENTRIES .. " fields }" end
  local parts = {}
  for i = 1, math.min(length, FIRST_ITEMS) do parts[i] = show(rawget(value, i), state, depth + 1) end
  return "{ " .. concat(parts, ", ") .. ", … " .. length .. " items }"
end

local function is_wide(value)
  local count = 0
  for _ in next, value do
    count = count + 1
    if count > MAX_ENTRIES then return true end
  end
  return false
end

local function show_table(value, state, depth)
  if rig.is_double and rig.is_double(value) then return rig.show_double(value) end
  if state.open[value] then return "<contains itself>" end
  if depth > MAX_DEPTH then
    state.cut = true
    return "{…}"
  end
  if state.is_short and is_wide(value) then return show_wide(value, state, depth) end
  state.open[value] = true
  local length = rawlen(value)
  local parts = {}
  for i = 1, length do
    if state.nodes > MAX_NODES then break end
    parts[i] = show(rawget(value, i), state, depth + 1)
  end
  for _, key in base.ipairs(sorted_keys(value, length)) do
    if state.nodes > MAX_NODES then break end
    local name = is_name(key) and key or "[" .. show(key, state, depth + 1) .. "]"
    parts[#parts + 1] = name .. " = " .. show(rawget(value, key), state, depth + 1)
  end
  if state.nodes > MAX_NODES then
    state.cut = true
    parts[#parts + 1] = "…"
  end
  state.open[value] = nil
  if #parts == 0 then return "{}" end
  local line = "{ " .. concat(parts, ", ") .. " }"
  if #line + depth * 2 <= WIDTH and not find(line, "\n", 1, true) then return line end
  local indent = "\n" .. rep("  ", depth)
  return "{" .. indent .. concat(parts, "," .. indent) .. "," .. "\n" .. rep("  ", depth - 1) .. "}"
end

function show(value, state, depth)
  state.nodes = state.nodes + 1
  if state.nodes > MAX_NODES then
    state.cut = true
    return "…"
  end
  local kind = type(value)
  if kind == "string" then
    local quoted = quote(value, state)
    state.nodes = state.nodes + #quoted // NODE_BYTES
    return quoted
  end
  if kind == "number" then return show_number(value) end
  if kind == "table" then return show_table(value, state, depth) end
  if kind == "function" then return state.is_lasting and kind or show_function(value) end
  if value == rig.null then return "json.null" end
  if kind == "nil" or kind == "boolean" then return plain_tostring(value) end
  return kind .. ": " .. rig.identity(value)
end

--- A value as a Lua literal, in lines where it is long.
function rig.inspect(value)
  return show(value, { open = {}, nodes = 0 }, 1)
end

--- The same of at most `nodes` values, for a short look: it costs little however large the value is.
function rig.inspect_short(value, nodes)
  return show(value, { open = {}, nodes = MAX_NODES - nodes, is_short = true }, 1)
end

--- The same for what is kept longer than a run: functions without the line that an edit moves; nil where a part of the
--- value would be left out.
function rig.inspect_whole(value)
  local state = { open = {}, nodes = 0, is_lasting = true }
  local text = show(value, state, 1)
  if not state.cut then return text end
end

--- A text on one line, at most `width` bytes.
function rig.one_line(text, width)
  local line = gsub(text, "%s*\n%s*", " ")
  if #line <= width then return line end
  while width > 0 and byte(line, width + 1) >= 0x80 and byte(line, width + 1) < 0xC0 do width = width - 1 end
  return sub(line, 1, width) .. "…"
end

--- A value as a Lua literal on one line, at most `width` bytes.
function rig.inspect_line(value, width)
  return rig.one_line(rig.inspect(value), width)
end

rig.sorted_keys = sorted_keys

--- Cuts a text to what a report can bear, and makes it valid UTF-8.
function rig.bounded(text, limit)
  limit = limit or MAX_MESSAGE
  if #text > limit then text = sub(text, 1, limit) .. "…" end
  if utf8_len(text) then return text end
  return (gsub(text, "[\128-\255]", function(char) return format("\\x%02X", byte(char)) end))
end

--- One step of a path: `.name`, `[2]`, `["odd key"]`.
function rig.path_step(key)
  if is_name(key) then return "." .. key end
  return "[" .. rig.inspect_line(key, 60) .. "]"
end
