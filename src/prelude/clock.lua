-- clock: what of it stands on tasks. Those parts of the prelude come when one of their functions is first used.
local rig = ...

local function use(part, name)
  return function(...)
    rig.load_part(part)
    return rig[name](...)
  end
end

local for_all = {
  all = use("groups", "run_all"), race = use("groups", "run_race"), timeout = use("groups", "run_within"),
}
local for_scenarios = {
  at = use("timers", "call_at"), after = use("timers", "call_after"), every = use("timers", "call_every"),
}

function rig.native_bindings.clock(half, env)
  local clock = env.clock
  for name, fn in rig.base.next, for_all do clock[name] = fn end
  if half == "control" then
    for name, fn in rig.base.next, for_scenarios do clock[name] = fn end
  end
  return clock
end

--- Notes a task whose error nobody waits for. It ends the scenario, whatever catches it where it is raised.
function rig.lose(task)
  rig.lost, rig.losing = rig.lost or task.failure, task
end

--- The first error that nobody waited for, as data; nil where there was none. Forgets it.
function rig.take_lost()
  local lost = rig.lost
  rig.lost, rig.losing = nil, nil
  return lost and lost.data
end

--- Whether an error is that one.
function rig.is_lost(problem)
  return rig.lost ~= nil and rig.base.rawequal(problem, rig.lost.problem)
end
