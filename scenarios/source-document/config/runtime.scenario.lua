-- The plain style: each global function whose name begins with test_ is a scenario.
local get_llm_config = script.entry("config/runtime")

local development = {
  complexity_thresholds = { simple = 2000, medium = 10000, complex = 50000 },
  enable_caching = false,
}

function test_production_is_strict_capped_and_cached()
  assert.same({
    complexity_thresholds = { simple = 500, medium = 3000, complex = 8000 },
    cost_limit_cents = 1000,
    enable_caching = true,
  }, get_llm_config("production"))
end

function test_development_is_loose_without_limit_or_cache()
  assert.same(development, get_llm_config("dev"))
end

function test_every_name_but_production_means_development()
  for _, env in ipairs{ "staging", "Production", "production ", "", 0, true } do
    assert.same(development, get_llm_config(env))
  end
  assert.same(development, get_llm_config(nil))
end

function test_each_call_gives_a_table_of_its_own()
  local changed = get_llm_config("production")
  changed.complexity_thresholds.simple = 0
  assert.equal(500, get_llm_config("production").complexity_thresholds.simple)
  return { passed = true, duration_ms = 1 }
end
