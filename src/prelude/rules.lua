-- Rules as a host in production calls them: each in an environment of its own, with nothing of a scenario around it.
local rig = ...
local pcall, type = rig.base.pcall, rig.base.type

-- What loops over rules are made of; the host knows them by these numbers.
rig.functions[1] = rig.begin_task
local list_marks = rig.list_marks
rig.functions[2] = function()
  local list = {}
  list_marks[list] = true
  return list
end

-- What a script says of itself in the table it returns.
local DECLARED = { "version", "description", "entry", "input", "output", "thresholds" }

local function declared_by(script)
  local declared = {}
  if type(script.result) ~= "table" then return declared end
  for _, name in rig.base.ipairs(DECLARED) do declared[name] = rig.base.rawget(script.result, name) end
  return declared
end

--- Puts what is given from outside in the place of a script's own thresholds.
local function set_thresholds(own, given)
  if type(own) ~= "table" or type(given) ~= "table" then return end
  for name, value in rig.base.next, given do rig.base.rawset(own, name, value) end
end

-- In a VM that explains, what looks at the contexts.
local observer = rig.settings.is_explained and rig.make_observer()

--- Globals of a script's own, with those that the observer needs.
local function globals_of(given)
  if not observer then return given end
  local globals = rig.copy(given or {})
  for name, value in rig.base.next, observer.globals do globals[name] = value end
  -- What the host is given is what the stand-ins stand for.
  for _, binding in rig.base.ipairs(rig.settings.bindings) do
    local own = {}
    for _, fn in rig.base.ipairs(binding.functions) do own[fn.name] = observer.wrap(rig.host(fn.op)) end
    globals[binding.name] = own
  end
  return globals
end

--- A rule's function, and what its script says of itself. `given`: globals of the script's own.
function rig.open_rule(name, entry, given)
  local script = rig.load_script(name, "rule", globals_of(given))
  local declared = declared_by(script)
  set_thresholds(declared.thresholds, given and given.thresholds)
  return rig.bounded((rig.entry_of(script, entry or declared.entry))), declared
end

--- Leaves what `load` gives where the host finds it under `number`. Gives what it gives beside that, or why it raised.
function rig.leave_function(number, load, ...)
  local ok, result, declared = pcall(load, ...)
  if ok then
    rig.functions[number] = result
    return { declared = declared }
  end
  return { problem = type(result) == "string" and result or "the rule raised an error that is not a text" }
end

--- Loads a rule, and leaves its function under `number`. Gives what the script says of itself, or why it does not load.
function rig.entries.load_rule(number, name, entry, given)
  return rig.leave_function(number, rig.open_rule, name, entry, given)
end

--- Calls a rule that was loaded under `number` and tells what it gives, what it read of its context, and which lines it ran.
function rig.entries.explain_rule(number, context)
  rig.clear_counts()
  observer.forget()
  local ok, result = pcall(rig.functions[number], observer.watch(context))
  if not ok then return { problem = type(result) == "string" and result or "the rule raised an error that is not a text" } end
  return { result = observer.reveal(result), reads = observer.reads(), counts = rig.read_counts() }
end
