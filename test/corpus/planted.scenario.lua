-- Agents that do as they should, and twins of them with one mistake each. The good ones must pass and the others fail; the name of
-- a bad one tells the kind of mistake and the turn in which it is made.
local work = script.load("test/corpus/worker")

local TOOLS = {
  { name = "read", parameters = { type = "object", properties = { path = { type = "string" } }, required = { "path" } } },
  { name = "write", parameters = { type = "object", properties = { path = { type = "string" }, text = { type = "string" } }, required = { "path", "text" } } },
}

--- What the model asks for in a turn, and what the tool must give: each odd turn reads a file, each even one writes one.
local function plan_turn(turn, topic)
  if turn % 2 == 1 then
    local path = "in/" .. turn .. ".txt"
    return { name = "read", arguments = { path = path } }, topic .. " as of turn " .. turn
  end
  local call = { name = "write", arguments = { path = "out/" .. turn .. ".txt", text = topic .. " " .. turn } }
  return call, "written"
end

--- An agent that works on a topic for so many turns with tools. Just before turn `turn` a colleague changes the file that it reads.
local function check(topic, turns, turn, defect)
  for i = 1, turns, 2 do workspace.write_file("in/" .. i .. ".txt", i == turn and topic .. " before that" or topic .. " as of turn " .. i) end
  local last
  for i = 1, turns do
    local call, result = plan_turn(i, topic)
    local turn_mock = llm.on{ call = i, last = last }:named("turn " .. i)
    turn_mock:reply_with(function()
      if i == turn and call.name == "read" then workspace.write_file(call.arguments.path, result) end
      return { text = "", tool_calls = { { id = "call_" .. i, name = call.name, arguments = call.arguments } } }
    end)
    last = result
  end
  llm.on{ call = turns + 1, last = last }:reply("done"):named("the end")
  llm.budget{ max_calls = turns + 1 }

  local answer = work({ question = "Work on " .. topic, max_turns = turns + 1 }, TOOLS, defect)

  assert.equal(turns + 1, #llm.calls())
  assert.equal("done", answer)
  for i = 2, turns, 2 do assert.workspace.file_equals("out/" .. i .. ".txt", topic .. " " .. i) end
end

local TOPICS = { "billing", "login", "search", "export", "alerts", "themes" }

for _, kind in ipairs{ "argument", "lost", "swapped", "stale", "early", "extra" } do
  describe(kind, function()
    local made = 0
    for turns = 2, 15 do
      for turn = 1, turns do
        -- Only what is read can be stale; how far a loop goes is a matter of its end.
        local fits = kind ~= "stale" or turn % 2 == 1
        if kind == "early" or kind == "extra" then fits = turn <= 4 end
        local most = (kind == "early" or kind == "extra") and 30 or 60
        if fits and made < most then
          made = made + 1
          local topic = TOPICS[(made - 1) % #TOPICS + 1]
          for _, twin in ipairs{ "good", "bad" } do
            it(("%s %s %d of %d"):format(twin, kind, turn, turns), function()
              check(topic, turns, turn, twin == "bad" and { kind = kind, turn = turn } or {})
            end)
          end
        end
      end
    end
    it("has " .. made .. " cases", function() assert(made > 0) end)
  end)
end
