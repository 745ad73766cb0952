local schedule = script.entry("resource_scheduling")

local function task(id, skill, hours, priority) return { id = id, skill = skill, hours = hours, priority = priority } end
local function agent(name, hours, ...) return { name = name, hours = hours, skills = { ... } } end

describe("resource scheduling", function()
  it("gives each task to the agent with the skill that has most time #smoke", function()
    local result = schedule{
      tasks = { task("docs", "write", 2, 1), task("login", "lua", 4, 5) },
      agents = { agent("ada", 6, "lua"), agent("brook", 8, "lua", "write") },
    }
    assert.same({
      decision = "autonomous", confidence = 0.9, reasoning = "Each task has an agent", open = {},
      taken = { { task = "login", agent = "brook" }, { task = "docs", agent = "brook" } },
    }, result)
  end)

  it("serves what matters more first, and what came first among equals", function()
    local result = schedule{
      tasks = { task("a", "lua", 4, 1), task("b", "lua", 4, 2), task("c", "lua", 4, 2) },
      agents = { agent("ada", 8, "lua") },
    }
    assert.same({ { task = "b", agent = "ada" }, { task = "c", agent = "ada" } }, result.taken)
    assert.same({ "a" }, result.open)
    assert.same({ "collaborative", "1 of 3 tasks are open" }, { result.decision, result.reasoning })
  end)

  it("is a person's where nothing can be done", function()
    local result = schedule{ tasks = { task("a", "go", 1, 1) }, agents = { agent("ada", 8, "lua") } }
    assert.same({ "escalated", "No task can be done" }, { result.decision, result.reasoning })
  end)

  each{
    { "no plan", nil },
    { "no agents", { tasks = { task("a", "lua", 1, 1) }, agents = {} } },
    { "a task without hours", { tasks = { task("a", "lua", nil, 1) }, agents = { agent("ada", 8, "lua") } } },
    { "hours that are no number", { tasks = { task("a", "lua", 0 / 0, 1) }, agents = { agent("ada", 8, "lua") } } },
  }("is a person's where there is %s", function(_, plan)
    assert.equal("Tasks and agents are not complete", schedule(plan).reasoning)
  end)

  local tasks = gen.list(gen.record{ hours = gen.integer(1, 8), priority = gen.integer(1, 3) }, 1, 8):map(function(list)
    for i, one in ipairs(list) do one.id, one.skill = "task " .. i, "lua" end
    return list
  end)
  property("never gives an agent more than its hours", tasks, gen.integer(1, 20), function(given, hours)
    local used, result = 0, schedule{ tasks = given, agents = { agent("ada", hours, "lua") } }
    for _, one in ipairs(result.taken) do used = used + given[tonumber(one.task:match("%d+"))].hours end
    assert.is_true(used <= hours)
    assert.equal(#given, #result.taken + #result.open)
  end)
end)
