-- Whose doings a check is about: an agent's, a task's, a function's, or the whole scenario's.
local rig = ...
local base = rig.base
local type, rawget = base.type, base.rawget

local mark = rig.host("journal.mark")

--- A subject as the host finds it in the journal, what it is called, and what a function that was called gave. A
--- function is called here, and what it did is meant.
local function read_subject(name, value)
  local env = rig.scenario_env
  if value ~= nil and (value == env.llm or value == env.LLM) then return { title = "the scenario", where = {} } end
  if type(value) == "function" then
    local from, from_ms = mark()
    local results = rig.pack(value())
    local to, to_ms = mark()
    return { title = "the function", where = { from = from, to = to }, results = results, ms = to_ms - from_ms }
  end
  if type(value) == "string" then return { title = "the agent " .. value, where = { agent = value } } end
  if type(value) == "table" then
    local agent = rig.agent_name(value)
    if agent then return read_subject(name, agent) end
    local task = rawget(value, "task_id")
    if task ~= nil then return { title = "the task " .. rig.tostring(task), where = { task = task }, given = value } end
    return { title = "the reply", given = value }
  end
  rig.misuse(name .. ": an agent, its result, a function to call, or llm for the whole scenario is expected first, got "
    .. rig.inspect_line(value, 60))
end
rig.read_subject = read_subject

--- The same for a check that only the journal can decide.
function rig.read_doer(name, value)
  local subject = read_subject(name, value)
  if subject.where then return subject end
  rig.misuse(name .. ": this table does not tell whose doings are meant; it is no agent, and it has no task_id")
end
