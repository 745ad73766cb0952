-- What `llm.on` and its like give: scripted answers, for the scenario alone.
local rig = ...
local base = rig.base
local type, select, pcall, setmetatable = base.type, base.select, base.pcall, base.setmetatable
local host, expect = rig.host, rig.expect

--- The number of a function of a mock's as the host calls it. That gives true and two results of the function, or false,
--- why it raised, and the number of the failed check that has told of that, if one has.
function rig.keep_handler(fn)
  local function finish(ok, first, second)
    if ok then return true, first, second end
    return false, rig.message_of(first), rig.failure_of(first)
  end
  return rig.keep(function(...) return finish(pcall(fn, ...)) end)
end

local keep_handler = rig.keep_handler

--- The mocks of one binding, over its host functions: `on`, which makes one, and the class of what it gives.
function rig.make_mocks(binding)
  local name = binding .. " mock"
  local function own(op) return host(binding .. "." .. op) end
  local on, reply, answer_by = own("on"), own("reply"), own("answer_by")
  local bound, optional, after = own("bound"), own("optional"), own("after")
  local sometimes, name_mock = own("sometimes"), own("named")

  local Mock = { __name = name, __metatable = name }
  Mock.__index = Mock

  function Mock:reply(answer)
    reply(self.id, { answer }, "reply")
    return self
  end

  function Mock:reply_sequence(answers)
    reply(self.id, expect(name .. ": reply_sequence", "table", answers), "reply_sequence")
    return self
  end

  function Mock:reply_with(fn)
    answer_by(self.id, keep_handler(expect(name .. ": reply_with", "function", fn)), false)
    return self
  end

  function Mock:fault(fault)
    reply(self.id, { { fault = fault } }, "fault")
    return self
  end

  function Mock:sometimes(probability, fault)
    sometimes(self.id, probability, fault)
    return self
  end

  function Mock:times(count)
    bound(self.id, count, "times")
    return self
  end

  function Mock:at_least(count)
    bound(self.id, count, "at_least")
    return self
  end

  function Mock:optional()
    optional(self.id)
    return self
  end

  function Mock:after(...)
    for i = 1, select("#", ...) do
      local other = select(i, ...)
      after(self.id, type(other) == "table" and other.id or nil)
    end
    return self
  end

  function Mock:named(given)
    name_mock(self.id, given)
    return self
  end

  rig.refuse_unknown(name, Mock)

  local function new_mock(match)
    match = match or {}
    local where = type(match) == "table" and match.where
    if where then
      expect(binding .. ".on: where", "function", where)
      match = rig.copy(match)
      match.where = nil
    end
    return setmetatable({ id = on(match, where and keep_handler(where) or nil) }, Mock)
  end

  return { on = new_mock, class = Mock, answer_by = answer_by }
end
