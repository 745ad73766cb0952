-- Checks of the workspace: files that are there, files that changed.
local rig = ...
rig.load_part("patterns")
local base, string, table = rig.base, rig.string, rig.table
local type, rawget = base.type, base.rawget
local find, format, gsub, concat = string.find, string.format, string.gsub, table.concat
local inspect, inspect_line, misuse, host, add = rig.inspect, rig.inspect_line, rig.misuse, rig.host, rig.add_assertion

local find_file, changed, contents = host("workspace.find"), host("workspace.changed"), host("workspace.contents")

--- `assert.workspace.has_file` reads better than `assert.has_file`, and is the same.
rig.add_modifier("workspace", function() end)

local function list(paths)
  return #paths == 0 and "no file" or concat(paths, "\n")
end

local function trim(text)
  return (gsub(gsub(text, "\r\n", "\n"), "^%s*\n", ""):gsub("%s+$", ""))
end

--- A file is there and, where a text is given, holds it.
add({ "file" }, {
  count = 1, form = "has", note = 3,
  holds = function(_, path, part)
    if part ~= nil then rig.want("assert.workspace.has_file", "string", part) end
    local found = find_file(path)
    local holds_part = found.content and (part == nil or find(found.content, part, 1, true))
    return holds_part and true or false, found
  end,
  fails = function(found, _, part)
    if found.content then
      local message = "expected the file " .. found.path .. " to contain " .. inspect_line(part, 200)
      return { message = message, actual = inspect(found.content) }
    end
    local near = found.near and "; did you mean " .. found.near .. "?" or ""
    return { message = "there is no file " .. found.path .. near .. "\nfiles that changed:", actual = list(found.changed) }
  end,
  fails_not = function(found, _, part)
    local what = part == nil and "" or " that contains " .. inspect_line(part, 200)
    return { message = "expected no file " .. found.path .. what, actual = inspect(found.content) }
  end,
})

--- No file, or none that a glob matches, is other than in the folder that the workspace is a copy of.
add({ "unchanged" }, {
  count = 0, note = 2,
  holds = function(_, pattern)
    local paths, diff = changed(pattern)
    return #paths == 0, { paths = paths, diff = diff }
  end,
  fails = function(found, pattern)
    local of = pattern and " of " .. pattern or ""
    local message = format("expected no change%s, but %d file%s changed:\n  ", of, #found.paths, #found.paths == 1 and "" or "s")
    return { message = message .. concat(found.paths, "\n  "), actual = rig.bounded(trim(found.diff)) }
  end,
  fails_not = function(_, pattern)
    return { message = "expected a change" .. (pattern and " of " .. pattern or "") .. ", but there is none" }
  end,
})

-- Diffs ------------------------------------------------------------------------------------------------------------

local function compare_texts(wanted)
  local _, diff = changed()
  local shown = { expected = rig.bounded(trim(wanted)), actual = rig.bounded(trim(diff)), message = "expected another diff" }
  return trim(wanted) == trim(diff), shown
end

--- One line for each path whose change is not the one expected.
local function compare_contents(wanted)
  local actual, lines = contents(), {}
  -- What is as it was asked for is shown as it is, so that only the rest differs.
  local shown = {}
  for _, path in base.ipairs(rig.sorted_keys(wanted, 0)) do
    local content = rawget(wanted, path)
    if type(path) ~= "string" or not (type(content) == "string" or rig.is_callable(content) or rig.any == content) then
      misuse("assert.workspace.diff_equals: paths and contents are expected, got " .. inspect_line(path, 80) .. " = " .. inspect_line(content, 80))
    end
    local wrong = rig.find_mismatch(rawget(wanted, path), rawget(actual, path))
    shown[path] = wrong and rawget(wanted, path) or rawget(actual, path)
    if rawget(actual, path) == nil then
      lines[#lines + 1] = "  " .. path .. ": has not changed"
    elseif wrong then
      lines[#lines + 1] = "  " .. path .. ": has other content"
    end
  end
  for _, path in base.ipairs(rig.sorted_keys(actual, 0)) do
    if rawget(wanted, path) == nil then lines[#lines + 1] = "  " .. path .. ": was not expected to change" end
  end
  local message = "expected other changes\n" .. concat(lines, "\n")
  if #lines == 0 then return true, { actual = inspect(actual) } end
  return false, rig.difference(message, shown, actual)
end

--- What changed is what a unified diff says, or what a table of paths and contents says.
add({ "diff_equals" }, {
  count = 1,
  holds = function(_, wanted)
    if type(wanted) == "string" then return compare_texts(wanted) end
    return compare_contents(rig.want("assert.workspace.diff_equals", "table", wanted))
  end,
  fails = function(found) return found end,
  fails_not = function(found) return { message = "expected other changes than these", actual = found.actual } end,
})
