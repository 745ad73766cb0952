-- A loop with tools, against models that are scripted in four ways: answer by answer, as a coroutine, by what is said
-- last, and by a function.
local ask = script.load("tool_loop")

local TOOLS = {
  read_file = {
    description = "Reads a file",
    parameters = { type = "object", required = { "path" }, properties = { path = { type = "string" } } },
    run = function(arguments) return workspace.read_file(arguments.path) end,
  },
}

local function read(path) return { name = "read_file", arguments = { path = path } } end

describe("tool loop", { tags = { "llm" } }, function()
  before_each(function() workspace.write_file("notes.md", "ship on Friday") end)

  it("sends results back, turn by turn #smoke", function()
    llm.on{ tools = "read_file" }:reply_sequence{ { tool_calls = { read("notes.md") } }, "On Friday." }
    assert.equal("On Friday.", (ask("When do we ship?", TOOLS)))
    assert.trajectory():in_order("llm.call", { "workspace.read_file", path = "notes.md" }, "llm.call")
  end)

  it("talks to a model that is one function, and reads what it is sent", function()
    llm.on{ agent = "tool_loop" }:script(function(request, answer)
      assert.equal("When do we ship?", request.messages[1].content)
      request = answer{ text = "Let me look.", tool_calls = { read("notes.md"), read("missing.md") } }
      local first, second = request.messages[3], request.messages[4]
      assert.equal("ship on Friday", first.content)
      assert.contains_text(second.content, "no such file")
      return "It says: " .. first.content
    end)
    assert.equal("It says: ship on Friday", (ask("When do we ship?", TOOLS)))
  end)

  it("offers its tools in the order of their names, whatever order a table has", function()
    local offered = {}
    llm.on{ agent = "tool_loop" }:reply_with(function(request)
      for _, tool in ipairs(request.tools) do offered[#offered + 1] = tool.name end
      return "Nothing to do."
    end)
    local tools = { read_file = TOOLS.read_file }
    for _, name in ipairs{ "write_file", "append_file", "list_files" } do tools[name] = TOOLS.read_file end
    ask("What can you do?", tools)
    assert.same({ "append_file", "list_files", "read_file", "write_file" }, offered)
  end)

  it("is told apart by what was said last", function()
    llm.on{ role = "user" }:reply{ tool_calls = { read("notes.md") } }
    llm.on{ role = "tool", last = { pattern = "on %a+day$" } }:reply("A day of the week.")
    assert.equal("A day of the week.", (ask("When?", TOOLS)))
  end)

  it("gives up after some turns with a model that never ends", function()
    local turns = llm.on{ tools = "read_file" }:reply_with(function(request)
      return { text = "turn " .. #request.messages, tool_calls = { read("notes.md") } }
    end)
    turns:times(6)
    local answer, messages = ask("When?", TOOLS)
    assert.is_nil(answer)
    assert.equal(13, #messages)
  end)

  it("lets the model mend what it got wrong", function()
    llm.on{}:reply_sequence{
      { tool_calls = { { name = "open_file", arguments = { path = "notes.md" } } }, mistaken = true },
      { tool_calls = { { name = "read_file", arguments = '{"path": "notes' } }, mistaken = true },
      { tool_calls = { read("notes.md") } },
      "On Friday.",
    }
    local answer, messages = ask("When?", TOOLS)
    assert.equal("On Friday.", answer)
    assert.equal("error: there is no tool open_file", messages[3].content)
    assert.equal("error: the arguments are no JSON", messages[5].content)
  end)
end)
