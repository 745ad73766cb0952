bench("quality gate", {
  inputs = function(i)
    return {
      branch = i % 8 == 0 and "release/2.1" or "main",
      metrics = {
        coverage_percent = math.random(60, 100) + 0.5,
        failed_tests = i % 3 == 0 and 1 or 0,
        critical_findings = 0,
        complexity = math.random(5, 12),
        duplication_percent = math.random(0, 8) / 2,
      },
    }
  end,
  variants = { lua = "quality_gate.lua", native = "quality_gate.ts" },
})
