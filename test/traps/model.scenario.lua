-- Calls of the model that look as if they had gone well. Each says in the line above it what it must come to.
local READ = {
  name = "read_file",
  parameters = { type = "object", required = { "path" }, properties = { path = { type = "string" } } },
}

local function user(text) return { role = "user", content = text } end

local function asked(arguments)
  return { role = "assistant", tool_calls = { { id = "c1", name = "read_file", arguments = arguments } } }
end

local function result(id) return { role = "tool", tool_call_id = id, content = "text" } end

local function send(messages)
  llm.on{}:reply("fine"):optional()
  pcall(llm.call, "haiku", messages, { tools = { READ } })
  assert.is_true(true)
end

-- outcome: passed
it("sends what a provider takes", function() send{ user("a"), asked{ path = "x" }, result("c1") } end)

-- outcome: failed
it("sends a wrong argument back", function() send{ user("a"), asked{ pth = "x" }, result("c1") } end)

-- outcome: failed
it("answers another call than was made", function() send{ user("a"), asked{ path = "x" }, result("c2") } end)

-- outcome: failed
it("loses a result", function() send{ user("a"), asked{ path = "x" }, user("and?") } end)

-- outcome: failed
it("swaps two turns", function() send{ user("a"), result("c1"), asked{ path = "x" } } end)

-- outcome: failed
it("lets the assistant begin", function() send{ { role = "assistant", content = "b" }, user("a") } end)

-- outcome: failed
it("says nothing", function() send{ user("") } end)

-- outcome: failed
it("matches by a model that is not called", function()
  llm.on{ model = "opus" }:reply("x")
  pcall(llm.call, "haiku", "hi")
  assert.is_true(true)
end)

-- outcome: failed
it("asks once more than a sequence answers", function()
  llm.on{}:reply_sequence{ "a", "b" }
  for _ = 1, 3 do pcall(llm.call, "haiku", "hi") end
end)

-- outcome: failed
it("asks once less than a sequence answers", function()
  llm.on{}:reply_sequence{ "a", "b" }
  llm.call("haiku", "hi")
end)

-- outcome: passed
it("asks as often as a sequence answers", function()
  llm.on{}:reply_sequence{ "a", "b" }
  for _ = 1, 2 do llm.call("haiku", "hi") end
end)

-- outcome: failed
it("leaves a script before its check", function()
  llm.on{}:script(function(request, answer)
    request = answer("go on")
    assert.equal("more", request.messages[1].content)
    return "done"
  end)
  llm.call("haiku", "hi")
end)

-- outcome: failed
it("hides a check that fails inside a script", function()
  llm.on{}:script(function(request)
    assert.equal("bye", request.messages[1].content)
    return "done"
  end)
  pcall(llm.call, "haiku", "hi")
end)

-- outcome: failed
it("hides a predicate that raises", function()
  llm.on{}:reply("x"):optional()
  llm.on{ where = function(request) return request.nothing.at_all end }:reply("y"):optional()
  pcall(llm.call, "haiku", "hi")
  assert.is_true(true)
end)

-- outcome: failed
it("has a model call a tool that was not offered", function()
  llm.on{}:reply{ tool_calls = { { name = "read_files" } } }
  pcall(llm.call, "haiku", "hi", { tools = { READ } })
end)

-- outcome: failed
it("has a model call a tool with arguments that do not fit", function()
  llm.on{}:reply{ tool_calls = { { name = "read_file", arguments = { path = 1 } } } }
  pcall(llm.call, "haiku", "hi", { tools = { READ } })
end)

-- outcome: failed
it("goes over its budget by the smallest part, in a pcall", function()
  llm.on{}:reply{ text = "x", cost_cents = 0.1 }
  llm.budget{ max_cost_cents = 0.299999999 }
  for _ = 1, 3 do pcall(llm.call, "haiku", "hi") end
end)

-- outcome: passed
it("spends its budget to the last part", function()
  llm.on{}:reply{ text = "x", cost_cents = 0.1 }
  llm.budget{ max_cost_cents = 0.3 }
  for _ = 1, 3 do llm.call("haiku", "hi") end
end)

-- outcome: failed
it("calls once more than it may, in a coroutine", function()
  llm.on{}:reply("x")
  llm.budget{ max_calls = 1 }
  coroutine.wrap(function() for _ = 1, 2 do pcall(llm.call, "haiku", "hi") end end)()
end)

-- outcome: failed
it("takes a fault for an answer that was promised", function()
  llm.on{ last = "plan" }:reply("the plan"):times(1):sometimes(1, "overloaded")
  llm.try_call("haiku", "plan")
end)

-- outcome: failed
it("reads a stream that no mock answers", function()
  pcall(function() for _ in llm.stream("haiku", "hi") do end end)
  assert.is_true(true)
end)

-- outcome: failed
it("expects the error of a call that no mock answers", function()
  assert.has_error(function() llm.call("haiku", "hi") end)
end)

-- outcome: failed
it("takes back with has_error what breaks the protocol", function()
  llm.on{}:reply("fine"):optional()
  assert.has_error(function() llm.call("haiku", { user("") }) end)
end)
