import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// An app takes its time on a machine that is busy; a wrong page stays wrong.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
