-- First phase of SPARC: asks for a specification, with what the project says of the domain.

local MOST_COMMITS = 5
local MOST_ARCHITECTURE = 4000

--- The text, cut where it is too long: at the end of a line if there is one.
local function cut(text, limit)
  if #text <= limit then return text end
  local head = text:sub(1, limit)
  return (head:match("^(.*)\n") or head) .. "\n(cut)"
end

local function add_architecture(prompt)
  local file = "docs/ARCHITECTURE.md"
  if not workspace.file_exists(file) then return end
  local text = workspace.read_file(file):gsub("%s+$", "")
  prompt:section("Architecture", cut(text, MOST_ARCHITECTURE))
end

--- Features whose file name holds the domain as a word of its own.
local function similar_features(domain)
  local found = {}
  for _, file in ipairs(workspace.glob("features/**/*.ex")) do
    local words = "_" .. file:match("([^/]+)%.ex$") .. "_"
    if words:find("_" .. domain .. "_", 1, true) then table.insert(found, file) end
  end
  return found
end

local function add_features(prompt, features)
  if #features == 0 then return end
  prompt:section("Features to build on")
  for _, file in ipairs(features) do prompt:bullet(file) end
end

local function touches(commit, features)
  for _, file in ipairs(commit.files) do
    for _, feature in ipairs(features) do
      if file == feature then return true end
    end
  end
  return false
end

--- The newest commits that touched these features, each with its day and subject.
local function add_commits(prompt, features)
  local lines = {}
  for _, commit in ipairs(git.commits()) do
    if #lines < MOST_COMMITS and touches(commit, features) then
      table.insert(lines, commit.date:sub(1, 10) .. " " .. commit.message:match("^[^\n]*"))
    end
  end
  if #lines > 0 then prompt:section("Recent work on them", table.concat(lines, "\n")) end
end

return function(requirements)
  local domain = requirements.domain
  if type(domain) ~= "string" or not domain:find("^%l[%l%d]*$") then
    error("requirements.domain: one word in lower case is expected", 2)
  end

  local prompt = Prompt.new()
  add_architecture(prompt)
  local features = similar_features(domain)
  add_features(prompt, features)
  add_commits(prompt, features)

  prompt:section("Requirements", requirements.description)
  prompt:instruction("Write a SPARC specification with:")
  prompt:bullet("Clear acceptance criteria")
  prompt:bullet("Technical constraints")
  prompt:bullet("Integration points")
  return prompt
end
