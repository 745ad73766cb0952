/** One file of host functions. Names are known before it is loaded, which happens when one of them is first called. */
export interface HostModule {
  readonly file: string;
  /** What it exports, of the type `HostPart`. */
  readonly exported: string;
  /** Functions of a binding that are there as they are, by the half they belong to. */
  readonly use?: readonly string[];
  readonly control?: readonly string[];
  /** Functions that only the prelude calls. */
  readonly internal?: readonly string[];
}

/** Every file of host functions, in the order of their numbers. A test names what is missing here, or too much. */
export const hostModules: readonly HostModule[] = [
  {
    file: './agent-binding.js',
    exported: 'agentBinding',
    internal: ['agent.find', 'agent.begin', 'agent.finish', 'agent.spent', 'agent.hand_over'],
  },
  {
    file: './agent/tool-functions.js',
    exported: 'toolFunctions',
    internal: [
      'tool.define',
      'tool.begin',
      'tool.end',
      'tool.mock',
      'tool.reply',
      'tool.reply_with',
      'tool.bounds',
      'tool.optional',
    ],
  },
  { file: './agent/run-agent.js', exported: 'runFunctions', internal: ['agent.run'] },
  {
    file: './llm/account-functions.js',
    exported: 'accountFunctions',
    internal: ['llm.calls', 'llm.ledger', 'llm.spent', 'llm.budget'],
  },
  {
    file: './llm/mock-functions.js',
    exported: 'mockFunctions',
    internal: [
      'llm.on',
      'llm.reply',
      'llm.answer_by',
      'llm.bound',
      'llm.optional',
      'llm.after',
      'llm.sometimes',
      'llm.named',
    ],
  },
  {
    file: './llm/use-functions.js',
    exported: 'useFunctions',
    internal: ['llm.call', 'llm.try_call', 'llm.stream', 'llm.read_chunk', 'llm.close_stream'],
  },
  {
    file: './rules-binding.js',
    exported: 'rulesBinding',
    use: ['rules.execute', 'rules.execute_many'],
    control: ['rules.define'],
  },
  { file: './http/account-functions.js', exported: 'accountFunctions', internal: ['http.calls', 'http.ledger'] },
  {
    file: './http/mock-functions.js',
    exported: 'mockFunctions',
    internal: [
      'http.on',
      'http.reply',
      'http.answer_by',
      'http.bound',
      'http.optional',
      'http.after',
      'http.sometimes',
      'http.named',
    ],
  },
  { file: './http/send-request.js', exported: 'sendFunctions', internal: ['http.send'] },
  { file: './budget-binding.js', exported: 'budgetBinding', use: ['budget.remaining'] },
  {
    file: './workspace-host.js',
    exported: 'workspaceHost',
    use: [
      'workspace.read_file',
      'workspace.write_file',
      'workspace.append',
      'workspace.delete',
      'workspace.move',
      'workspace.file_exists',
      'workspace.stat',
      'workspace.list',
      'workspace.glob',
    ],
    control: ['workspace.use', 'workspace.effects', 'workspace.changes', 'workspace.diff'],
  },
  {
    file: './workspace-functions.js',
    exported: 'workspaceFunctions',
    internal: ['workspace.find', 'workspace.changed', 'workspace.changed_diff', 'workspace.contents', 'workspace.uses'],
  },
  {
    file: './workspace-grep.js',
    exported: 'grepFunctions',
    internal: ['workspace.grep_begin', 'workspace.grep_block', 'workspace.grep_end'],
  },
  {
    file: './workspace-faults.js',
    exported: 'faultFunctions',
    internal: ['workspace.add_fault', 'workspace.set_fault', 'workspace.limit_fault', 'workspace.optional_fault'],
  },
  {
    file: './workspace-moments.js',
    exported: 'momentFunctions',
    internal: [
      'workspace.keep_moment',
      'workspace.moment_changes',
      'workspace.moment_diff',
      'workspace.moment_files',
      'workspace.restore_moment',
    ],
  },
  {
    file: './git-binding.js',
    exported: 'gitBinding',
    use: ['git.log', 'git.commits', 'git.diff', 'git.status', 'git.show', 'git.branch', 'git.blame'],
    control: ['git.use'],
    internal: ['git.load'],
  },
  { file: './json-binding.js', exported: 'jsonBinding', internal: ['json.encode', 'json.decode'] },
  {
    file: './text-functions.js',
    exported: 'textFunctions',
    internal: ['text.read_json', 'text.validate', 'text.read_schema', 'text.estimate_tokens'],
  },
  {
    file: './journal-binding.js',
    exported: 'journalBinding',
    use: ['log.debug', 'log.info', 'log.warn', 'log.error'],
    internal: ['print', 'journal.body', 'journal.count', 'journal.error'],
  },
  {
    file: './trajectory-functions.js',
    exported: 'trajectoryFunctions',
    internal: ['journal.mark', 'journal.steps', 'journal.spent', 'journal.kind_of', 'llm.model_of'],
  },
  {
    file: './clock-binding.js',
    exported: 'clockBinding',
    use: ['clock.now', 'clock.iso', 'clock.sleep'],
    control: ['clock.advance'],
    internal: ['clock.pass'],
  },
  {
    file: './task-functions.js',
    exported: 'taskFunctions',
    internal: ['tasks.begin', 'tasks.join', 'tasks.leave', 'tasks.next', 'tasks.left', 'tasks.closing', 'tasks.closed'],
  },
  {
    file: './timer-functions.js',
    exported: 'timerFunctions',
    internal: ['timers.at', 'timers.after', 'timers.every', 'timers.cancel'],
  },
  { file: './random-binding.js', exported: 'randomBinding', internal: ['random.uuid', 'random.id'] },
  { file: './os-functions.js', exported: 'osFunctions', internal: ['os.clock', 'os.time', 'os.date'] },
  {
    file: './script-binding.js',
    exported: 'scriptBinding',
    internal: ['source.module', 'source.script', 'source.counters', 'detect_language'],
  },
  {
    file: './check-binding.js',
    exported: 'checkBinding',
    internal: [
      'check.passed',
      'check.failed',
      'check.explain',
      'check.locals',
      'check.load_snapshots',
      'check.snapshot',
      'check.inline_snapshot',
      'check.suggest',
      'check.pattern_fault',
      'check.mark',
      'check.find',
      'check.withdraw',
    ],
  },
  {
    file: './breakpoint-binding.js',
    exported: 'breakpointBinding',
    internal: ['debug.can_stop', 'debug.ask', 'debug.quit', 'debug.excerpt'],
  },
];
