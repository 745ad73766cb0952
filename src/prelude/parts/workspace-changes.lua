-- Checks of what changed in the workspace, since it began or since a snapshot.
local rig = ...
rig.load_part("patterns")
local base, string, table = rig.base, rig.string, rig.table
local type, rawget, ipairs = base.type, base.rawget, base.ipairs
local format, gsub, concat = string.format, string.gsub, table.concat
local inspect, misuse, host, add = rig.inspect, rig.misuse, rig.host, rig.add_assertion

local changed, diff_changed, contents = host("workspace.changed"), host("workspace.changed_diff"), host("workspace.contents")

--- `assert.workspace.since(snapshot).unchanged()`: what follows counts from there.
rig.add_modifier("since", function(state, snapshot)
  local id = type(snapshot) == "table" and rawget(snapshot, "id")
  if type(id) ~= "number" then
    misuse("assert.workspace.since: a snapshot is expected, from workspace.snapshot(), got " .. rig.inspect_line(snapshot, 60))
  end
  state.since = id
end)

local function trim(text)
  return (gsub(gsub(text, "\r\n", "\n"), "^%s*\n", ""):gsub("%s+$", ""))
end

--- Globs as a failure names them.
function rig.show_globs(globs)
  return type(globs) == "table" and concat(globs, " or ") or rig.tostring(globs)
end

local function list(changes)
  local lines = {}
  for i, change in ipairs(changes) do lines[i] = change.path .. " (" .. change.kind .. ")" end
  return lines
end

local function count_files(changes)
  return format("%d file%s", #changes, #changes == 1 and "" or "s")
end

--- Lines of what changed, and the diff of it.
local function show(message, found)
  local lines = list(found.changes)
  lines[1] = lines[1] and "\n  " .. lines[1]
  return { message = message .. concat(lines, "\n  "), actual = rig.bounded(trim(found.diff())) }
end

local function find_changes(name, state, globs, is_outside)
  local changes, count = changed(globs, state.since, is_outside, name)
  local function diff() return diff_changed(globs, state.since, is_outside, name) end
  return { changes = changes, count = count, diff = diff }
end

--- No file, or none that globs match, is other than it was.
add({ "unchanged" }, {
  count = 0, note = 2,
  holds = function(state, globs)
    local found = find_changes("unchanged", state, globs)
    return #found.changes == 0, found
  end,
  fails = function(found, globs)
    local of = globs and " of " .. rig.show_globs(globs) or ""
    return show(format("expected no change%s, but %s changed:", of, count_files(found.changes)), found)
  end,
  fails_not = function(_, globs)
    return { message = "expected a change" .. (globs and " of " .. rig.show_globs(globs) or "") .. ", but there is none" }
  end,
})

--- Something changed, and nothing that no glob matches.
add({ "only_changed" }, {
  count = 1,
  holds = function(state, globs)
    if type(globs) ~= "string" and (type(globs) ~= "table" or #globs == 0) then
      misuse("assert.workspace.only_changed: a glob or a list of globs is expected; assert.workspace.unchanged() says that nothing changed")
    end
    local found = find_changes("only_changed", state, globs, true)
    return #found.changes == 0 and found.count > 0, found
  end,
  fails = function(found, globs)
    local wanted = "expected changes of " .. rig.show_globs(globs)
    if found.count == 0 then return { message = wanted .. ", but nothing changed" } end
    return show(format("%s only, but %s changed beside them:", wanted, count_files(found.changes)), found)
  end,
  fails_not = function(_, globs)
    return { message = "expected changes beside those of " .. rig.show_globs(globs) .. ", but there are none" }
  end,
})

--- A check that each glob matches a file that changed in a way.
local function add_kind(name, kind, shown)
  add({ name }, {
    count = 1,
    holds = function(state, globs)
      local found = { missing = {}, changes = {} }
      for _, glob in ipairs(type(globs) == "table" and globs or { globs }) do
        local count = #found.changes
        for _, change in ipairs(changed(glob, state.since, false, name)) do
          if change.kind == kind then found.changes[#found.changes + 1] = change end
        end
        if #found.changes == count then found.missing[#found.missing + 1] = glob end
      end
      if #found.changes + #found.missing == 0 then misuse("assert.workspace." .. name .. ": at least one glob is expected") end
      found.all = changed(nil, state.since, false, name)
      if state.negated then return #found.changes > 0, found end
      return #found.missing == 0, found
    end,
    fails = function(found)
      local lines = list(found.all)
      local message = format("expected %s file that matches %s, but there is none\nfiles that changed:", shown, found.missing[1])
      return { message = message, actual = #lines == 0 and "no file" or concat(lines, "\n") }
    end,
    fails_not = function(found, globs)
      local message = format("expected no %s that matches %s, but there is:", gsub(shown, "^an? ", "") .. " file", rig.show_globs(globs))
      return { message = message, actual = concat(list(found.changes), "\n") }
    end,
  })
end

add_kind("created", "new", "a new")
add_kind("deleted", "deleted", "a deleted")

-- Diffs ------------------------------------------------------------------------------------------------------------

local function compare_texts(state, wanted)
  local diff = diff_changed(nil, state.since, false, "diff_equals")
  local shown = { expected = rig.bounded(trim(wanted)), actual = rig.bounded(trim(diff)), message = "expected another diff" }
  return trim(wanted) == trim(diff), shown
end

--- Why a changed file is not as it was asked for; nil where it is.
local function find_wrong(wanted, actual)
  if actual == nil then return "has not changed" end
  if wanted == false then return actual ~= false and "was not deleted" or nil end
  if actual == false then return "was deleted" end
  return rig.find_mismatch(wanted, actual) and "has other content" or nil
end

--- Whether a value can be what is expected of a file: its text, what a text is held against, or false for none.
local function is_content(value)
  return type(value) == "string" or value == false or rig.is_callable(value) or rig.any == value
end

--- One line for each path whose change is not the one expected.
local function compare_contents(state, wanted)
  local actual, lines = contents(state.since, "diff_equals"), {}
  -- What is as it was asked for is shown as it is, so that only the rest differs.
  local shown = {}
  for _, path in ipairs(rig.sorted_keys(wanted, 0)) do
    local content = rawget(wanted, path)
    if type(path) ~= "string" or not is_content(content) then
      local got = rig.inspect_line(path, 80) .. " = " .. rig.inspect_line(content, 80)
      misuse("assert.workspace.diff_equals: paths and contents are expected, got " .. got)
    end
    local wrong = find_wrong(content, rawget(actual, path))
    shown[path] = wrong and content
    if not wrong then shown[path] = rawget(actual, path) end
    if wrong then lines[#lines + 1] = "  " .. path .. ": " .. wrong end
  end
  for _, path in ipairs(rig.sorted_keys(actual, 0)) do
    if rawget(wanted, path) == nil then lines[#lines + 1] = "  " .. path .. ": was not expected to change" end
  end
  local message = "expected other changes\n" .. concat(lines, "\n")
  if #lines == 0 then return true, { actual = inspect(actual) } end
  return false, rig.difference(message, shown, actual)
end

--- What changed is what a unified diff says, or what a table of paths and contents says; false stands for a file that is gone.
add({ "diff_equals" }, {
  count = 1,
  holds = function(state, wanted)
    if type(wanted) == "string" then return compare_texts(state, wanted) end
    return compare_contents(state, rig.want("assert.workspace.diff_equals", "table", wanted))
  end,
  fails = function(found) return found end,
  fails_not = function(found) return { message = "expected other changes than these", actual = found.actual } end,
})
