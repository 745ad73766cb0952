-- llm: `call`, `try_call` and streams for everyone; `on` and what hangs off it for the scenario.
local rig = ...
local base, coroutine = rig.base, rig.coroutine
local error, setmetatable = base.error, base.setmetatable
local create, yield, running, status = coroutine.create, coroutine.yield, coroutine.running, coroutine.status
local host, expect, raise = rig.host, rig.expect, rig.raise

-- Calls ------------------------------------------------------------------------------------------------------------

local call, try_call = host("llm.call"), host("llm.try_call")
local open_stream, read_chunk, close_stream = host("llm.stream"), host("llm.read_chunk"), host("llm.close_stream")

--- Calls the model; a Prompt is rendered to messages first.
function rig.call_model(model, prompt, options)
  return call(model, rig.messages_of("llm.call", prompt), options)
end

local function try_model(model, prompt, options)
  return try_call(model, rig.messages_of("llm.try_call", prompt), options)
end

--- What a `for` loop reads the chunks of an open stream with; leaving the loop closes the stream.
local function iterate(number, name)
  local is_open = true
  local function read()
    if not is_open then return nil end
    -- Where reading raises, the stream has ended too.
    is_open = false
    local chunk, goes_on = read_chunk(number, name)
    is_open = goes_on
    return chunk
  end
  local function close()
    if is_open then
      is_open = false
      close_stream(number)
    end
  end
  return read, nil, nil, setmetatable({}, { __close = close, __metatable = "stream" })
end

local function make_stream(name)
  return function(model, prompt, options)
    local number, fault = open_stream(model, rig.messages_of(name, prompt), options, name)
    if not number then return nil, fault end
    return iterate(number, name)
  end
end

-- Mocks ------------------------------------------------------------------------------------------------------------

--- What the coroutine of a script yields in front of an answer.
local ANSWER = setmetatable({}, { __name = "answer" })

--- A function that gives what a script answers to a request, and whether the script has ended with it.
local function make_script(fn)
  local thread
  local function answer(given)
    if running() ~= thread then raise("llm mock: answer is called outside of its script") end
    return yield(ANSWER, given)
  end
  local function read(ok, mark, given)
    if not ok then error(mark, 0) end
    if mark == ANSWER then return given, false end
    if status(thread) == "dead" then return mark, true end
    raise("llm mock: a script answers by answer(…), not by coroutine.yield")
  end
  return function(request)
    if thread then return read(rig.resume_through(thread, request)) end
    thread = create(fn)
    rig.note_thread(thread, fn)
    return read(rig.resume_through(thread, request, answer))
  end
end

local mocks = rig.make_mocks("llm")

function mocks.class:script(fn)
  mocks.answer_by(self.id, rig.keep_handler(make_script(expect("llm mock: script", "function", fn))), true)
  return self
end

-- The binding ------------------------------------------------------------------------------------------------------

local CONTROL = { "calls", "ledger", "spent", "budget" }

local function make_llm(half)
  local llm = {
    call = rig.call_model, try_call = try_model,
    stream = make_stream("llm.stream"), try_stream = make_stream("llm.try_stream"),
  }
  if half == "control" then
    llm.on = mocks.on
    for _, name in base.ipairs(CONTROL) do llm[name] = host("llm." .. name) end
  end
  return llm
end

rig.native_bindings.llm = make_llm
-- The name that the scripts of the Elixir host use.
rig.native_bindings.LLM = make_llm
