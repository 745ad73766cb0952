-- Keeps tasks cheap without losing sight of them: the prompt always says what to do, the model is the
-- cheapest that the risk allows, and of past tasks only the newest of the same kind are shown.

local EXPLORE_SHARE = 0.1
local LESSONS = { cheap = 1, full = 3 }

--- The model's level. A share of the cheap tasks goes to a better one, to learn whether it is worth it.
function choose_model(task)
  if task.risk == "high" then return "complex" end
  if not task.cost_sensitive then return "medium" end
  if task.explore and random.number() < EXPLORE_SHARE then return "medium" end
  return "simple"
end

--- A file of the history, or nil where it cannot be read as one.
local function read_past(file)
  local ok, past = pcall(json.decode, workspace.read_file(file))
  if ok and type(past) == "table" and type(past.finished_at) == "string" then return past end
  log.warn("left out of the history: not a finished task", { file = file })
  return nil
end

--- Past tasks of a kind, newest first.
local function past_tasks(kind)
  local found = {}
  for _, file in ipairs(workspace.glob("history/**/task-*.json")) do
    local past = read_past(file)
    if past and past.kind == kind then table.insert(found, past) end
  end
  table.sort(found, function(a, b) return a.finished_at > b.finished_at end)
  return found
end

--- One bullet for each past task that has something to teach.
local function add_lessons(prompt, task)
  local lessons = {}
  for _, past in ipairs(past_tasks(task.kind)) do
    if past.success and past.approach then
      table.insert(lessons, "Worked: " .. past.approach)
    elseif not past.success and past.lesson then
      table.insert(lessons, "Failed: " .. past.lesson)
    end
  end
  local most = task.cost_sensitive and LESSONS.cheap or LESSONS.full
  if #lessons == 0 then return end
  prompt:section("From past tasks")
  for i = 1, math.min(most, #lessons) do prompt:bullet(lessons[i]) end
end

function build_task_prompt(task, rule_result, specialization)
  local prompt = Prompt.new()
  prompt:section("Task", task.description)
  if specialization then prompt:section("Your field", specialization) end
  if task.max_cost_cents then prompt:section("Budget", ("%g cents"):format(task.max_cost_cents)) end
  if task.kind then add_lessons(prompt, task) end

  prompt:instruction("Answer with one fenced block of Elixir code.")
  if task.cost_sensitive then prompt:bullet("Be brief: no explanations, no tests") end
  if rule_result.decision == "collaborative" then
    prompt:bullet("A person reviews this: mark what you are not sure of")
  end
  return prompt
end
