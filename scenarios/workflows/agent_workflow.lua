-- From requirements to a module: the strong model specifies, the cheap one writes the code, and the workspace
-- keeps both. Ends after the specification where that has used up the budget.
local specify = require("sparc.specification_phase")

local MAX_TRIES = 3
local FIRST_PAUSE_MS = 500

--- Calls the model; where it fails, tries again after a pause that doubles each time.
local function call_patiently(model, prompt)
  local pause = FIRST_PAUSE_MS
  for try = 1, MAX_TRIES do
    local ok, reply = pcall(llm.call, model, prompt)
    if ok then return reply end
    if try == MAX_TRIES then error(reply, 0) end
    log.warn("the model failed, trying again", { model = model, pause_ms = pause })
    clock.sleep(pause)
    pause = pause * 2
  end
end

local function implementation_prompt(specification)
  local prompt = Prompt.new()
  prompt:section("Specification", specification)
  prompt:instruction("Write the Elixir module that this asks for, and nothing else.")
  return prompt
end

--- Gives `{ success, phase, cost_cents, files }`; `phase` is the last that was finished.
function run_workflow(requirements)
  local domain, budget = requirements.domain, requirements.max_cost_cents or math.huge
  local result = { success = false, cost_cents = 0.0, files = {} }

  local function finish_phase(phase, reply, file)
    workspace.write_file(file, reply.text)
    table.insert(result.files, file)
    result.phase = phase
    result.cost_cents = result.cost_cents + reply.cost_cents
  end

  local specification = call_patiently("complex", specify(requirements))
  finish_phase("specification", specification, "docs/specs/" .. domain .. ".md")
  if result.cost_cents >= budget then return result end

  local code = call_patiently("simple", implementation_prompt(specification.text))
  finish_phase("implementation", code, ("features/%s/%s.ex"):format(domain, domain))
  result.success = result.cost_cents <= budget
  return result
end
