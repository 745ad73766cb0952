import { MemoryWorkspace } from '../../src/mock/memory-workspace.js';
import { openWorkspaceFolder } from '../../src/mock/workspace-folder.js';
import { createProject } from '../support/project.js';
import { describeWorkspace } from './workspace-conformance.js';

describeWorkspace('a workspace in memory', (files) => new MemoryWorkspace(openWorkspaceFolder(createProject(files))));
