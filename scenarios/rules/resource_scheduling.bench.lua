local SKILLS = { "lua", "write", "review" }

bench("resource scheduling", {
  sizes = { 2, 8, 32 },
  count = 16,
  inputs = function(_, size)
    local tasks, agents = {}, {}
    for i = 1, size do
      tasks[i] = { id = "task " .. i, skill = SKILLS[math.random(3)], hours = math.random(1, 8), priority = math.random(1, 5) }
    end
    for i = 1, 1 + size // 4 do
      agents[i] = { name = "agent " .. i, skills = { SKILLS[i % 3 + 1], SKILLS[(i + 1) % 3 + 1] }, hours = 16 }
    end
    return { tasks = tasks, agents = agents }
  end,
  variants = { lua = "resource_scheduling.lua", native = "resource_scheduling.ts" },
})
