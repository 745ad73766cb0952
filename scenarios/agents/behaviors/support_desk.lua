-- Answers customers. Its tools look orders up and pay money back; what is beyond it goes to the billing agent.

local function find_order(call)
  local path = "orders/" .. call.id .. ".json"
  if not workspace.file_exists(path) then error("there is no order " .. call.id) end
  return json.decode(workspace.read_file(path))
end

local function refund(call)
  workspace.append("refunds.csv", call.id .. "," .. call.cents .. "\n")
  return "refunded " .. call.cents .. " cents"
end

local function escalate(call, self)
  log.info(self.name .. " passes a customer on", { reason = call.reason })
  return { hand_over = "billing", task = { description = call.reason } }
end

local ID = { type = "string", pattern = "^[A-Z]-[0-9]+$" }

tools = {
  {
    name = "find_order",
    description = "What a customer has ordered, and for how much",
    parameters = { properties = { id = ID }, required = { "id" } },
    run = find_order,
  },
  {
    name = "refund",
    description = "Pays money back; at most 5000 cents",
    parameters = { properties = { id = ID, cents = { type = "integer", minimum = 1, maximum = 5000 } }, required = { "id", "cents" } },
    run = refund,
  },
  {
    name = "escalate",
    description = "Hands the customer over to billing",
    parameters = { properties = { reason = { type = "string" } }, required = { "reason" } },
    run = escalate,
  },
}

function choose_model() return "simple" end

function build_task_prompt(task)
  return Prompt.new()
    :section("Customer", task.description)
    :instruction("Look the order up before you pay anything back")
end
