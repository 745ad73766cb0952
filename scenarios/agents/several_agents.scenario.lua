-- Several agents at the same time. Whose turn it is wherever one waits is drawn from the seed: `schedules` tries many orders, and a
-- failure names the number that brings its order again (`--schedule 7 --seed 1`).

describe("workers on one queue", { tags = { "agent" } }, function()
  local tickets = { "reset a password", "move a date", "send a bill" }
  before_each(function()
    workspace.use{ ["queue/1.txt"] = tickets[1], ["queue/2.txt"] = tickets[2], ["queue/3.txt"] = tickets[3] }
    for _, ticket in ipairs(tickets) do
      llm.on{ contains = ticket }:reply{ text = "done: " .. ticket, latency_ms = 400 }:times(1)
    end
  end)

  --- What a worker does with the next ticket. Each is an agent of its own.
  local function work(worker)
    return function() return Agent.new("queue_worker"):execute{ id = worker, worker = worker }.text end
  end

  it("do each ticket once, whoever is first", { schedules = 40 }, function()
    local started = clock.now()
    local done = clock.all{ work("ann"), work("ben"), work("cleo") }
    table.sort(done)
    assert.same({ "done: move a date", "done: reset a password", "done: send a bill" }, done)
    assert.same({}, workspace.glob("queue/*"))
    assert.equal(400, clock.now() - started)
  end)

  it("go on beside a program", { schedules = 4 }, function()
    llm.on{ agent = "triage" }:reply{ json = { team = "billing" }, latency_ms = 100 }
    local done = clock.all{
      team = function() return Agent.new("triage"):execute{ description = "charged twice" }.text end,
      work("ann"), work("ben"), work("cleo"),
    }
    assert.equal("billing", done.team)
    assert.equal(3, #done)
  end)
end)
