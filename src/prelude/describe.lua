-- The words with which a scenario file says what it holds. They only note; the host decides what runs.
local rig = ...
local base, string, debug = rig.base, rig.string, rig.debug
local type, ipairs, next, rawget, rawlen = base.type, base.ipairs, base.next, base.rawget, base.rawlen
local setmetatable, select = base.setmetatable, base.select
local raise, unpack, format, find = rig.raise, rig.unpack, string.format, string.find

--- Blocks and scenarios in the order of definition; block 1 is the file itself. A scenario is a position in lists that
--- run side by side, which takes a third of the memory that a table for each would: every fork copies it.
local tree = {
  blocks = { { name = "", parent = 0, line = 0, hooks = {} } },
  names = {}, lines = {}, block_of = {}, functions = {},
  -- Only where there is something to say.
  options = {}, modes = {}, reasons = {}, properties = {},
}
rig.tree = tree

--- The block being described; nil once the file is loaded.
local current = 1

local no_options = {}
local HOOKS = { "setup", "teardown", "before_each", "after_each" }
local OPTIONS = { tags = "table", timeout_ms = "number", retries = "number", schedules = "number" }
local MAX_NAME, MAX_TAGS = 64 * 1024, 100
-- Bounds of the whole numbers; past them a deadline or the end of the retries would never come.
local BOUNDS = { timeout_ms = { 0, 2 ^ 31 - 1 }, retries = { 0, 100 }, schedules = { 1, 100000 } }

--- What would be defined in a running scenario never ran, and a pcall would hide it.
local function check_open(word)
  if current then return end
  rig.misuse(word .. ": only at the top of a scenario file or inside describe, not in a running scenario")
end

local function read_tags(word, tags)
  local own = {}
  for position = 1, rawlen(tags) do
    local tag = rawget(tags, position)
    if type(tag) ~= "string" then raise(word .. ": option tags: a list of texts is expected") end
    if position > MAX_TAGS then raise(word .. ": option tags: at most " .. MAX_TAGS .. " are expected") end
    own[position] = rig.bounded(tag, MAX_NAME)
  end
  return own
end

local function read_whole(word, key, value)
  local low, high = unpack(BOUNDS[key])
  if value >= low and value <= high and value % 1 == 0 then return value end
  local wanted = format("a whole number from %d to %d", low, high)
  raise(format("%s: option %s: %s is expected, got %s", word, key, wanted, rig.inspect(value)))
end

local function read_option(word, key, value, wanted)
  if type(value) ~= wanted then
    raise(format("%s: option %s: a %s is expected, got %s", word, key, wanted, type(value)))
  end
  return wanted == "table" and read_tags(word, value) or read_whole(word, key, value)
end

local NO_MORE = { listed = "" }

--- The options as a table of our own: what the file does to its own later, or by metamethods, has no say. `more` reads
--- those that only this word has.
local function read_options(word, options, more)
  local own = {}
  more = more or NO_MORE
  for key, value in next, options do
    local read, wanted = more[key], OPTIONS[key]
    if wanted then
      own[key] = read_option(word, key, value, wanted)
    elseif type(read) == "function" then
      own[key] = read(value)
    else
      local shown = rig.inspect_line(key, 40)
      raise(format("%s: unknown option %s; there are %stags, timeout_ms, retries and schedules", word, shown, more.listed))
    end
  end
  return own
end

--- Sorts out `(name, fn)` and `(name, options, fn)`: gives options, function and name. In busted's world the word itself
--- stands in for a name that is left out.
local function read_arguments(word, name, options, fn, more)
  check_open(word)
  if rig.is_for_busted and type(name) == "function" then name, options, fn = word, name, nil end
  if type(name) ~= "string" then
    raise(format('%s: a name is expected first, got %s\nhint: write %s("what it is about", …)', word, type(name), word))
  end
  if #name > MAX_NAME then raise(word .. ": a name of at most " .. MAX_NAME .. " bytes is expected") end
  if type(options) == "function" then options, fn = nil, options end
  if options ~= nil and type(options) ~= "table" then
    raise(word .. ": options or a function is expected after the name, got " .. type(options))
  end
  return options and read_options(word, options, more) or no_options, fn, name
end
rig.read_arguments = read_arguments

--- The line from which the word that calls this was called.
local function line_here()
  local info = debug.getinfo(3, "l")
  return info and info.currentline > 0 and info.currentline or 0
end
rig.line_here = line_here

local function describe(name, options, fn)
  options, fn, name = read_arguments("describe", name, options, fn)
  if type(fn) ~= "function" then raise("describe: a function is expected after the name, got " .. type(fn)) end
  local outer = current
  local block = { name = name, parent = outer, line = line_here(), hooks = {}, options = options }
  tree.blocks[#tree.blocks + 1] = block
  current = #tree.blocks
  -- However `fn` ends: a pcall around it must not leave what follows in this block.
  local restore <close> = setmetatable({}, { __close = function() current = outer end })
  fn()
end

--- Notes a scenario; without a function it is still to do. Gives its position.
local function add_scenario(name, options, fn, line)
  local position = #tree.names + 1
  tree.names[position], tree.lines[position], tree.block_of[position] = name, line, current
  tree.functions[position] = fn or false
  if not fn then tree.modes[position] = "todo" end
  if next(options) ~= nil then tree.options[position] = options end
  return position
end
rig.add_scenario = add_scenario

local function it(...)
  local name, options, fn = ...
  local count = select("#", ...)
  -- A variable that is nil is no scenario to be written.
  if count > 1 and select(count, ...) == nil and not rig.is_for_busted then
    raise("it: a function is expected after the name, got nil")
  end
  options, fn, name = read_arguments("it", name, options, fn)
  if fn ~= nil and type(fn) ~= "function" then raise("it: a function is expected after the name, got " .. type(fn)) end
  add_scenario(name, options, fn, line_here())
end

local function todo(name)
  local options = read_arguments("todo", name)
  add_scenario(name, options, nil, line_here())
end

--- At the top: a scenario that is not to run; a text in the function's place tells why. In a running one: stops it as
--- skipped, for the reason given.
local function pending(name, options, fn)
  if not current then
    rig.skip_reason = type(name) == "string" and name or "pending"
    base.error(rig.skip_signal, 0)
  end
  if type(options) == "string" then options, fn = nil, options end
  if rig.is_property and rig.is_property(options, fn) then options, fn = nil, nil end
  options, fn, name = read_arguments("pending", name, options, fn)
  local position = add_scenario(name, options, nil, line_here())
  tree.modes[position] = "skip"
  if type(fn) == "string" then tree.reasons[position] = fn end
end

local function make_hook(kind)
  return function(fn)
    check_open(kind)
    if type(fn) ~= "function" then raise(kind .. ": a function is expected, got " .. type(fn)) end
    local hooks = tree.blocks[current].hooks
    hooks[kind] = hooks[kind] or {}
    hooks[kind][#hooks[kind] + 1] = fn
  end
end

--- Notes the plain `test_*` functions of the file and closes the tree. Gives the error as data where it is not whole.
function rig.finish_tree()
  local plain = {}
  for key, value in next, rig.scenario_env do
    if type(key) == "string" and find(key, "^test_") and type(value) == "function" then
      local info = debug.getinfo(value, "S")
      plain[#plain + 1] = { name = key, fn = value, line = info.linedefined }
    end
  end
  rig.table.sort(plain, function(a, b)
    if a.line ~= b.line then return a.line < b.line end
    return a.name < b.name
  end)
  tree.first_plain = #tree.names + 1
  for _, test in ipairs(plain) do add_scenario(test.name, {}, test.fn, test.line) end
  current = nil
  return rig.find_begun_table()
end

rig.skip_signal = base.setmetatable({}, { __name = "pending" })

rig.scenario_globals = {
  describe = describe, context = describe, it = it, test = it, scenario = it,
  pending = pending, todo = todo,
  -- Words of busted. Every scenario has its own fork, so that no order can matter.
  spec = it, expose = describe, randomize = function() end,
}
for _, kind in ipairs(HOOKS) do rig.scenario_globals[kind] = make_hook(kind) end
for _, kind in ipairs({ "setup", "teardown" }) do
  rig.scenario_globals["lazy_" .. kind] = rig.scenario_globals[kind]
  rig.scenario_globals["strict_" .. kind] = rig.scenario_globals[kind]
end
