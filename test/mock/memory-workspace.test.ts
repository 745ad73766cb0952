import { MemoryWorkspace } from '../../src/mock/memory-workspace.js';
import { openWorkspaceFolder } from '../../src/mock/workspace-folder.js';
import { openProject } from '../e2e/moonrig.js';
import { describeWorkspace } from './workspace-conformance.js';

describeWorkspace('a workspace in memory', (files) => new MemoryWorkspace(openWorkspaceFolder(openProject(files))));
