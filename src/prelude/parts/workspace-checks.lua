-- Checks of the workspace's files: that they are there, what they hold, whether they were read or written.
local rig = ...
rig.load_part("texts")
rig.load_part("workspace-changes")
local base, string, table = rig.base, rig.string, rig.table
local type = base.type
local find, concat = string.find, table.concat
local inspect, inspect_line, misuse, host, add = rig.inspect, rig.inspect_line, rig.misuse, rig.host, rig.add_assertion

local find_file, list_uses = host("workspace.find"), host("workspace.uses")

--- `assert.workspace.has_file` reads better than `assert.has_file`, and is the same.
rig.add_modifier("workspace", function() end)

--- What came instead of a file that is not there.
local function describe_no_file(found)
  local near = found.near and "; did you mean " .. found.near .. "?" or ""
  local message = "there is no file " .. found.path .. near .. "\nfiles that changed:"
  return { message = message, actual = #found.changed == 0 and "no file" or concat(found.changed, "\n") }
end

--- A file is there and, where a text is given, holds it.
add({ "file" }, {
  count = 1, form = "has", note = 3,
  holds = function(_, path, part)
    if part ~= nil then rig.want("assert.workspace.has_file", "string", part) end
    local found = find_file(path, "has_file")
    local holds_part = found.content and (part == nil or find(found.content, part, 1, true))
    return holds_part and true or false, found
  end,
  fails = function(found, _, part)
    if not found.content then return describe_no_file(found) end
    local message = "expected the file " .. found.path .. " to contain " .. inspect_line(part, 200)
    return { message = message, actual = inspect(found.content) }
  end,
  fails_not = function(found, _, part)
    local what = part == nil and "" or " that contains " .. inspect_line(part, 200)
    return { message = "expected no file " .. found.path .. what, actual = inspect(found.content) }
  end,
})

-- What files hold --------------------------------------------------------------------------------------------------

--- A check of a file's content. Where there is no such file it fails, negated too: nothing can be said of it.
local function add_content(name, check)
  local function describe(way)
    return function(found, ...)
      return found.file.content and check[way](found.seen, found.file, ...) or describe_no_file(found.file)
    end
  end
  add({ name }, {
    count = 2,
    holds = function(state, path, wanted)
      check.want(wanted)
      local file = find_file(path, name)
      if not file.content then return state.negated == true, { file = file } end
      local held, seen = check.holds(state, file, wanted)
      return held, { file = file, seen = seen }
    end,
    fails = describe("fails"),
    fails_not = describe("fails_not"),
  })
end

add_content("file_contains", {
  want = function(parts) rig.list_of_texts("assert.workspace.file_contains", parts) end,
  holds = function(state, file, parts)
    return rig.find_texts(state, "the file " .. file.path, file.content, rig.list_of_texts("", parts))
  end,
  fails = rig.describe_missing_texts,
  fails_not = rig.describe_unwanted_texts,
})

add_content("file_equals", {
  want = function(content) rig.want("assert.workspace.file_equals", "string", content) end,
  holds = function(_, file, content) return file.content == content end,
  fails = function(_, file, _, content)
    return rig.difference("expected another content of the file " .. file.path, content, file.content)
  end,
  fails_not = function(_, file)
    return { message = "expected any other content of the file " .. file.path, actual = inspect(file.content) }
  end,
})

add_content("file_matches", {
  want = function(pattern) rig.want("assert.workspace.file_matches", "string", pattern) end,
  holds = function(_, file, pattern)
    return rig.find_match("workspace.file_matches", pattern, file.content) ~= nil
  end,
  fails = function(_, file, _, pattern)
    local message = "expected the file " .. file.path .. " to match the pattern " .. inspect_line(pattern, 200)
    return { message = message, actual = inspect(file.content) }
  end,
  fails_not = function(_, file, _, pattern)
    local message = "expected the file " .. file.path .. " not to match the pattern " .. inspect_line(pattern, 200)
    return { message = message, actual = inspect(file.content) }
  end,
})

-- Who read and wrote what ------------------------------------------------------------------------------------------

local function show_doer(options)
  local who = type(options) == "table" and (options.by or options.task)
  return who and " by " .. rig.tostring(who) or ""
end

--- A check that a file that globs match was used in a way, by anyone or by whom the options name.
local function add_use(way)
  local name = "was_" .. way
  local function describe(negation, found, globs, options)
    local done = way .. show_doer(options)
    local message = "expected that " .. rig.show_globs(globs) .. " was " .. negation .. done
    if negation ~= "" then return { message = message, actual = concat(found.uses, "\n") } end
    local files = #found.files == 0 and "none" or concat(found.files, "\n")
    return { message = message .. "\nfiles that were " .. done .. ":", actual = files }
  end
  add({ way }, {
    count = 1, form = "was",
    note = function(_, second, third) return type(second) == "string" and second or third end,
    holds = function(_, globs, options)
      if type(options) == "string" then options = nil end
      if globs == nil then misuse("assert.workspace." .. name .. ": a glob is expected, got nil") end
      local uses, files = list_uses(way, globs, options, name)
      return #uses > 0, { uses = uses, files = files }
    end,
    fails = function(...) return describe("", ...) end,
    fails_not = function(...) return describe("not ", ...) end,
  })
end

add_use("read")
add_use("written")
