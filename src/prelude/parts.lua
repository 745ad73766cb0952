-- Parts of the prelude that few files need: each is loaded when a source first names one of its words. What every VM
-- starts with stays small, and so does what every fork copies.
local rig = ...
local base, string = rig.base, rig.string
local pairs, ipairs, find, sub = base.pairs, base.ipairs, string.find, string.sub

local OP_PART, OP_WORDS = -2, -3

--- What brings a part in: names of globals, words behind `assert`, and `bindings`, which scripts under test have too. `rare` ones mean something else in most sources, so
--- that their part comes when one is first used.
local PARTS = {
  doubles = { globals = { "spy", "stub", "mock" }, checks = { "spy", "stub", "called", "was_called", "was_not_called" } },
  spies = {}, deepcompare = {},
  insulation = { globals = { "insulate" } },
  matchers = { globals = { "match" } },
  git = { globals = { "git" } },
  properties = { globals = { "property" } },
  generators = { globals = { "gen" } },
  luassert = {
    globals = {
      "assert:register", "assert:unregister", "assert:snapshot", "assert:set_parameter", "assert:get_parameter",
      "assert:add_formatter", "assert:remove_formatter", "assert:add_spy", "assert:format", "assert:level", "assert.array",
    },
    checks = { "has_property", "is_unique", "is_not_unique", "returned_arguments" },
    rare = {
      "array", "property", "unique", "returned", "register", "unregister", "snapshot", "set_parameter", "get_parameter",
      "add_formatter", "remove_formatter", "add_spy", "format", "level", "get_level",
    },
  },
  agent = { globals = { "Agent" } },
  soft = { globals = { "check" } },
  eventually = { globals = { "eventually" }, checks = { "eventually" } },
  patterns = { rare = { "any" } },
  texts = { checks = { "contains_text", "in_order", "valid_json", "json_schema" } },
  results = {
    globals = { "assert.decision", "check.decision" }, rare = { "decision" },
    checks = { "cost_below", "tokens_below", "latency_below" },
  },
  trajectory = { checks = { "trajectory" } },
  tools = { checks = { "tool_called" } },
  ["prompt-checks"] = { globals = { "assert.prompt", "check.prompt" }, rare = { "prompt" } },
  ["workspace-checks"] = {
    globals = { "assert.workspace", "check.workspace" },
    rare = { "workspace", "file", "since", "created", "deleted", "read", "written" },
    checks = { "has_file", "has_no_file", "unchanged", "only_changed", "diff_equals" },
  },
  groups = { globals = { "clock.all", "clock.race", "clock.timeout" } },
  timers = { globals = { "clock.at", "clock.after", "clock.every" } },
  http = { bindings = { "http" } },
  ["workspace-control"] = { globals = { "workspace.on", "workspace.snapshot" } },
  grep = { globals = { "workspace.grep" } },
  snapshots = { checks = { "matches_snapshot", "matches_inline_snapshot" } },
}

--- By word, the parts that have it: `property` is a global and a check.
local loaded, parts_of, mentionable = {}, {}, {}
for part, words in pairs(PARTS) do
  for kind, list in pairs(words) do
    for _, word in ipairs(list) do
      parts_of[word] = parts_of[word] or {}
      parts_of[word][part] = true
      if kind ~= "rare" then mentionable[#mentionable + 1] = word end
    end
  end
end

--- The globals that parts bring.
function rig.part_globals()
  local found = {}
  for _, words in pairs(PARTS) do
    for _, list in ipairs({ words.globals or {}, words.bindings or {} }) do
      for _, word in ipairs(list) do
        if not find(word, "[.:]") then found[#found + 1] = word end
      end
    end
  end
  return found
end

--- The words behind `assert` that parts bring.
function rig.check_words()
  local found = {}
  for _, words in pairs(PARTS) do
    for _, list in ipairs({ words.checks or {}, words.rare or {} }) do
      for _, word in ipairs(list) do found[#found + 1] = word end
    end
  end
  return found
end

--- Loads a part. It is called with `rig`, and adds to it, to the checks and to the globals.
function rig.load_part(part)
  if loaded[part] then return end
  loaded[part] = true
  local _, source = rig.dispatch(OP_PART, part)
  local chunk, problem = base.load(source, "=[moonrig " .. part .. "]", "t")
  if not chunk then base.error(problem) end
  chunk(rig)
end

--- What `rig[name](...)` of a part gives; nil where it could not. For what may not keep a failure from being told.
function rig.try_part(part, name, ...)
  local ok, result = base.pcall(function(...)
    rig.load_part(part)
    return rig[name](...)
  end, ...)
  return ok and result or nil
end

--- Loads a part for the host.
function rig.entries.load_part(part) rig.load_part(part) end

--- Loads the parts that have a word; whether there is one that was not loaded.
function rig.load_word(word)
  local is_new = false
  for part in pairs(parts_of[word] or {}) do
    is_new = is_new or not loaded[part]
    rig.load_part(part)
  end
  return is_new
end

--- Whether a word stands in a source by itself, behind a character of the set `before`.
local function mentions(source, word, before)
  local from, to = find(source, word, 1, true)
  while from do
    local is_whole = not find(sub(source, to + 1, to + 1), "[%w_]")
    if is_whole and find(sub(source, from - 1, from - 1), before) then return true end
    from, to = find(source, word, to + 1, true)
  end
  return false
end

--- Whether a source names a binding, and not only a scheme (`http:`).
local function names_binding(source, name)
  return find(source, "%f[%w_]" .. name .. "%f[^%w_:]") ~= nil
end

local function needs(source, words, found)
  for _, word in ipairs(words.bindings or {}) do
    if found[word] and names_binding(source, word) then return true end
  end
  for _, word in ipairs(words.globals or {}) do
    if found[word] and mentions(source, word, "^[^%w_.:]?$") then return true end
  end
  for _, word in ipairs(words.checks or {}) do
    if found[word] and mentions(source, word, "[._:]") then return true end
  end
  return false
end

--- Which words stand in a source anywhere, as a set.
local function find_words(source)
  local found = {}
  local _, words = rig.dispatch(OP_WORDS, source, mentionable)
  for _, word in ipairs(words) do found[word] = true end
  return found
end

--- Loads all parts that a source mentions, so that no fork has to, and none copies what loading left behind.
function rig.load_mentioned(source)
  local found = find_words(source)
  for part, words in pairs(PARTS) do
    if not loaded[part] and needs(source, words, found) then
      rig.load_part(part)
      base.collectgarbage()
    end
  end
end

--- Loads the bindings that a script under test names, before it gets its environment.
function rig.load_bindings(source)
  for part, words in pairs(PARTS) do
    for _, word in ipairs(not loaded[part] and words.bindings or {}) do
      if names_binding(source, word) then rig.load_part(part) end
    end
  end
end

local added = {}

--- Adds globals to scenario files and the modules they require.
function rig.add_globals(globals)
  for name, value in pairs(globals) do
    added[name] = value
    base.rawset(rig.scenario_env, name, value)
  end
end

--- Whether a global is one that a part has added.
function rig.is_prelude_global(name, value)
  return value ~= nil and base.rawequal(added[name], value)
end
