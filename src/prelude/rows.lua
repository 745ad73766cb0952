-- `each`: a scenario, or a property, for each row of a table.
local rig = ...
local base = rig.base
local type, ipairs, next = base.type, base.ipairs, base.next
local raise, unpack, find, format = rig.raise, rig.unpack, rig.string.find, rig.string.format
local read_arguments, add_scenario, line_here = rig.read_arguments, rig.add_scenario, rig.line_here

local MAX_NAME = 64 * 1024
rig.safe_format = rig.make_string_library().format

local function name_row(name, row, position)
  if not find(name, "%", 1, true) then return name .. " (" .. position .. ")" end
  local ok, text = base.pcall(rig.safe_format, name, unpack(row, 1, row.n))
  if not ok then raise(format("each: the name %q does not fit row %d", name, position)) end
  return rig.bounded(text, MAX_NAME)
end
rig.name_row = name_row

--- Tables of `each`, some of which may never get a name and a function.
local begun_tables = {}

--- The highest list position in a row, so that rows may hold nil; and whether it has fields with names.
local function measure_row(row)
  local width, has_fields = 0, false
  for key in next, row do
    if rig.math.type(key) == "integer" then
      if key > width then width = key end
    elseif key ~= "n" then
      has_fields = true
    end
  end
  return width, has_fields
end

--- A row as arguments, packed. One of fields only, or that is no table, is one argument.
local function read_row(given)
  if type(given) ~= "table" then return { given, n = 1 } end
  local width, has_fields = measure_row(given)
  if width == 0 and has_fields then return { given, n = 1 } end
  local row = rig.copy(given)
  row.n = row.n or width
  return row
end

--- `each{ {1, 2}, {3, 4} }("%d and %d", function(a, b) … end)`: a scenario for each row; with generators before the
--- function, a property.
local function each(given_rows)
  if type(given_rows) ~= "table" or #given_rows == 0 then
    raise("each: a list of rows is expected, such as each{ {1, 2}, {3, 4} }")
  end
  local file, first_line = rig.user_frame()
  local begun = { file = file, line = first_line }
  begun_tables[#begun_tables + 1] = begun
  return function(name, options, fn, ...)
    begun.done = true
    local line, rows = line_here(), {}
    for position, given in ipairs(given_rows) do rows[position] = read_row(given) end
    if rig.is_property and rig.is_property(options, fn) then
      rig.load_part("properties")
      return rig.add_property_rows(rows, line, name, options, fn, ...)
    end
    options, fn = read_arguments("each", name, options, fn)
    if type(fn) ~= "function" then raise("each: a function is expected after the name, got " .. type(fn)) end
    for position, row in ipairs(rows) do
      add_scenario(name_row(name, row, position), options, function()
        return fn(unpack(row, 1, row.n))
      end, line)
    end
  end
end

rig.scenario_globals.each = each

--- The error as data for a table that was given and no scenario with it.
function rig.find_begun_table()
  for _, begun in ipairs(begun_tables) do
    if not begun.done then
      local frame = { file = begun.file, line = begun.line, name = "top level" }
      return { message = 'each: no scenario follows; write each{ … }("%s …", function(…) … end)', frames = { frame } }
    end
  end
end
