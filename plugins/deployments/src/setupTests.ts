import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that builds may be slow; a wrong page stays wrong.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
