-- Checks that hold of nothing because they are called in a wrong way. Each says in the line above it what it must come to.

-- outcome: failed, "unknown keyword"
it("breaks a schema that is none", function() assert.not_json_schema({}, { typ = "object" }) end)

-- outcome: failed, "unknown keyword"
it("breaks a schema that is none, with text that is no JSON", function() assert.json_schema("{", { typ = "object" }) end)

-- outcome: failed, "the text is not JSON"
it("breaks a schema with text that is no JSON", function() assert.not_json_schema("{", { type = "object" }) end)

-- outcome: failed, "a value or JSON text is expected first"
it("breaks a schema with nil", function() assert.not_json_schema(nil, { type = "object" }) end)

-- outcome: failed, "there is no decision"
it("is another decision where there is none", function() assert.not_decision({}, "autonomous") end)

-- outcome: failed, "a decision or several are expected second"
it("is another decision than none", function() assert.not_decision({ decision = "escalated" }, {}) end)

-- outcome: failed, "a decision is expected"
it("is another decision than a function", function() assert.not_decision({ decision = "escalated" }, print) end)

-- outcome: failed, "a string is expected, got nil"
it("does not match as it is nil", function() assert.not_matches("error", nil) end)

-- outcome: failed, "malformed pattern"
it("does not match a pattern that is none", function() assert.not_matches("x[", "abc") end)

-- outcome: failed, "malformed pattern"
it("raises nothing that matches a pattern that is none", function() assert.has_no.error_matches(function() end, "[") end)

-- outcome: failed, "a number is expected, got string"
it("is not near as it is a text", function() assert.not_near(1, "one", 0.1) end)

-- outcome: failed, "a tolerance of 0 or more is expected"
it("is not near by a tolerance that is not a number", function() assert.not_near(1, 1, 0 / 0) end)

-- outcome: failed, "no table holds nil"
it("does not contain nil", function() assert.not_contains({ 1, 2 }, nil) end)

-- outcome: failed, "in a text: a string is expected, got nil"
it("does not contain nil in a text", function() assert.not_contains("abc", nil) end)

-- outcome: failed, "a whole number from 0 on is expected"
it("is not called half a time", function() assert.spy(spy.new()).was_not.called(0.5) end)

-- outcome: failed, "a key is expected first"
it("has no property nil", function() assert.has_no.property(nil, {}) end)

-- outcome: failed, "this table is no reply of a model"
it("calls no tool in what is no reply", function() assert.not_tool_called({}, "search") end)

-- outcome: failed, "arguments: a table is expected, got number"
it("calls no tool with arguments that are none", function()
  assert.not_tool_called({ text = "", tool_calls = {} }, "search", 5)
end)

-- outcome: failed, "not a number (NaN)"
it("costs not less, as it is not a number", function() assert.not_cost_below({ cost_cents = 0 / 0 }, 5) end)

-- outcome: failed, "a number is expected as the limit"
it("has not fewer tokens than NaN", function() assert.is_not.prompt("## Task"):tokens_below(0 / 0) end)

-- outcome: failed, "a string is expected, got number"
it("has other sections than numbers", function() assert.is_not.prompt("## Task"):sections{ 1 } end)

-- outcome: failed, "paths and contents are expected"
it("changed otherwise than to a number", function() assert.not_diff_equals{ ["a.lua"] = 5 } end)

-- outcome: failed, "a snapshot says what a value is, not what it is not"
it("is not a snapshot", function() pcall(assert.not_matches_snapshot, 1) end)

-- outcome: failed, "is expected first, got nil"
it("never matches a trajectory of nil", function() pcall(assert.trajectory, nil) end)

-- outcome: errored, "a snapshot keeps one value, and a property has many"
property("compares with a snapshot", gen.integer(), function(n) pcall(assert.matches_snapshot, n) end)
