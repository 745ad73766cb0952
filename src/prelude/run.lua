-- What the host calls: load a file, tell what it holds, run its hooks and scenarios. All errors come back as data.
local rig = ...
local base = rig.base
local type, rawget, ipairs = base.type, base.rawget, base.ipairs
local entries, bounded, raise, guarded = rig.entries, rig.bounded, rig.raise, rig.guarded

-- Loading ----------------------------------------------------------------------------------------------------------

--- Runs one file's top level. Gives nothing, or the error as data.
local function run_file(path, source)
  rig.load_mentioned(source)
  local chunk, problem = rig.compile(path, source, rig.scenario_env)
  if not chunk then return { syntax = bounded(problem), path = path } end
  local failed = guarded(chunk, path)
  return rig.take_lost() or failed
end

--- Runs the top levels of a scenario file and of those that go before it: paths and sources in turns, its own last.
--- Gives nothing, or the error as data.
function entries.load(is_for_busted, ...)
  if is_for_busted then rig.open_for_busted() end
  local failed
  for i = 1, base.select("#", ...), 2 do
    failed = failed or run_file(base.select(i, ...), (base.select(i + 1, ...)))
  end
  rig.finish_tree()
  return failed
end

local function show_options(options)
  return {
    tags = options.tags and #options.tags > 0 and options.tags or nil,
    timeout_ms = options.timeout_ms, retries = options.retries, schedules = options.schedules,
    cases = options.cases, seed = options.seed,
  }
end

--- What the file holds, without its functions: blocks; names, lines and blocks of the scenarios as lists side by side;
--- and by position what only some of them say.
function entries.collect()
  local tree, blocks, extras = rig.tree, {}, {}
  for i, block in ipairs(tree.blocks) do
    local shown = show_options(block.options or {})
    shown.name, shown.line, shown.parent = block.name, block.line, block.parent
    shown.has_setup, shown.has_teardown = block.hooks.setup ~= nil, block.hooks.teardown ~= nil
    blocks[i] = shown
  end
  for i = 1, #tree.names do
    local options, mode = tree.options[i], tree.modes[i]
    if options or mode then
      local shown = show_options(options or {})
      shown.position, shown.mode, shown.reason = i, mode, tree.reasons[i]
      extras[#extras + 1] = shown
    end
  end
  return blocks, tree.names, tree.lines, tree.block_of, extras
end

--- Forgets all scenarios but those at the positions given, and what only they needed: forks of the rest copy less.
function entries.narrow(kept)
  local tree, functions, properties, block_of = rig.tree, {}, {}, {}
  for _, position in ipairs(kept) do
    functions[position], properties[position] = tree.functions[position], tree.properties[position]
    block_of[position] = tree.block_of[position]
  end
  tree.functions, tree.properties, tree.block_of = functions, properties, block_of
  tree.names, tree.lines, tree.options, tree.modes, tree.reasons = {}, {}, {}, {}, {}
  base.collectgarbage()
end

-- Running ----------------------------------------------------------------------------------------------------------

--- Whether what is made from now on is made by a scenario's own body.
local set_body = rig.host("journal.body")

local function run_hooks(block, kind)
  for _, hook in ipairs(rig.tree.blocks[block].hooks[kind] or {}) do
    local failed = guarded(hook)
    if failed then
      failed.hook = kind
      return failed
    end
  end
end

--- Runs a block's `setup` or `teardown` functions. Gives nothing, or the error as data.
function entries.hooks(block, kind, high, low)
  rig.seed(high, low)
  local failed = run_hooks(block, kind)
  return rig.take_lost() or failed
end

--- `before_each` from the outermost block inward.
local function run_before(block)
  local parent = rig.tree.blocks[block].parent
  return (parent > 0 and run_before(parent)) or run_hooks(block, "before_each")
end

--- `after_each` from the innermost block outward; all run, the first error is told.
local function run_after(block)
  local failed
  while block > 0 do
    if rig.tree.blocks[block].hooks.after_each then set_body(false) end
    local problem = run_hooks(block, "after_each")
    if problem and problem.skipped then
      problem = { message = "in after_each: pending comes too late: the scenario has run", frames = {} }
    end
    failed = failed or problem
    block = rig.tree.blocks[block].parent
  end
  return failed
end

--- What a running scenario wants done when it ends, however it ends.
local finalizers = {}

function rig.scenario_globals.finally(fn)
  if not rig.is_callable(fn) then raise("finally: a function is expected, got " .. type(fn)) end
  finalizers[#finalizers + 1] = fn
end

--- Runs what `finally` was told, newest first; the first error is told.
local function run_finalizers()
  local failed
  -- One may ask for another.
  while #finalizers > 0 do
    local problem = guarded(rig.table.remove(finalizers))
    if problem and problem.skipped then
      problem = { message = "pending comes too late: the scenario has run", frames = {} }
    end
    if problem then problem.hook = "finally" end
    failed = failed or problem
  end
  return failed
end

local function only(kind, value)
  if type(value) == kind then return value end
end

--- What a scenario's returned table says of itself, as plain data; nil for any other result.
local function read_claim(result)
  if type(result) ~= "table" then return nil end
  local message = only("string", rawget(result, "message"))
  return {
    passed = only("boolean", rawget(result, "passed")),
    duration_ms = only("number", rawget(result, "duration_ms")),
    message = message and bounded(message),
  }
end

--- Runs a scenario's body with the hooks around it. Gives the error as data or nil, and what the body claims.
local function run_between_hooks(block, body)
  local claim
  rig.begin_threads()
  rig.begin_chains()
  local failed = run_before(block)
  if not failed then
    local result
    set_body(true)
    failed, result = guarded(body)
    claim = read_claim(result)
    local late = run_finalizers()
    if not failed or failed.skipped then failed = late or failed end
  end
  local failed_after = run_after(block)
  rig.end_chains()
  -- It came before whatever else went wrong.
  failed = rig.take_lost() or failed
  -- An error that ended the scenario has said itself what came between.
  if not (failed or failed_after or rig.is_for_busted) then rig.end_checks() end
  if not rig.is_for_busted then rig.end_threads() end
  if not (failed or failed_after) and rig.end_timers then rig.end_timers() end
  return failed or failed_after, claim
end
rig.run_between_hooks = run_between_hooks

--- Runs one scenario.
function entries.scenario(index, high, low)
  rig.seed(high, low)
  return run_between_hooks(rig.tree.block_of[index], rig.tree.functions[index])
end

rig.open_scenario_environment()
