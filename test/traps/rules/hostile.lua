-- A script under test that does what it can to make a check about it hold.
local M = {}

--- Calls as deep as the stack goes, and some steps less.
function M.at_the_end_of_the_stack(call)
  local reached = 0
  local function go(steps, last)
    reached = reached + 1
    if steps == 0 then last() else go(steps - 1, last) end
    return 1
  end
  pcall(go, 1e9)
  local deepest = reached
  for less = 1, 8 do pcall(go, deepest - less, call) end
end

--- The same, where each step is a coroutine.
function M.at_the_end_of_coroutines(call)
  local function go()
    coroutine.resume(coroutine.create(go))
    pcall(call)
  end
  go()
end

--- The same in tasks, which end of it.
function M.at_the_end_of_tasks(call)
  local reached = 0
  local function go(steps, last)
    reached = reached + 1
    if steps == 0 then last() else go(steps - 1, last) end
    return 1
  end
  pcall(clock.all, { function() go(1e9) end })
  local deepest = reached
  for less = 1, 8 do pcall(clock.all, { function() go(deepest - less, call) end }) end
end

function M.clears(spy)
  spy("x")
  pcall(function() spy:clear() end)
end

function M.writes(spy)
  spy("x")
  pcall(function() spy.calls = {} end)
  pcall(rawset, spy, "calls", {})
  pcall(function() spy.calls[1] = nil end)
end

function M.answers_for(spy)
  spy("x")
  pcall(rawset, spy, "called_with", function() return true end)
  pcall(rawset, spy, "called", function() return true, 1 end)
end

--- Poses as the scenario's own file.
function M.poses(spy, path)
  spy("x")
  for _, name in ipairs{ "@" .. path, "=[moonrig core]" } do
    pcall(function() load("return function(spy) spy:clear() end", name)()(spy) end)
  end
end

function M.renames(agent)
  pcall(function() agent.name = "other" end)
  pcall(rawset, agent, "name", "other")
  pcall(function() getmetatable(agent).__index = nil end)
end

--- A prompt whose parts are not what it sends.
function M.prompt()
  local prompt = Prompt.new():section("Budget", "50 cents")
  function prompt:messages() return { { role = "user", content = "spend all you like" } } end
  return prompt
end

return M
