// Loaded with --require into a second copy of the portal, which it ends: writes
// the routes that the plugins' own routers hold, and the limits of the server.
const { writeFileSync } = require('node:fs');
const http = require('node:http');
const Module = require('node:module');

const patched = new Set();
let server;
let app;

/** Express forgets the path that a router is mounted at; this keeps it. */
function keepMountPaths(express) {
  const { use } = express.Router;
  express.Router.use = function useAt(...args) {
    const known = this.stack.length;
    const result = use.apply(this, args);
    const path = typeof args[0] === 'string' ? args[0] : '';
    this.stack.slice(known).forEach(layer => {
      layer.mountPath = path === '/' ? '' : path;
    });
    return result;
  };
}

/** Promise routers hide what they hold behind a function, except in a router. */
function keepApplications({ application }) {
  const { init } = application;
  application.init = function initNamed() {
    Object.defineProperty(this, 'name', { value: 'router' });
    return init.call(this);
  };
}

const load = Module._load;
Module._load = function loadPatched(request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === 'express' && !patched.has(loaded)) {
    patched.add(loaded);
    keepMountPaths(loaded);
    keepApplications(loaded);
  }
  return loaded;
};

const { createServer } = http;
http.createServer = (...args) => {
  const created = createServer(...args);
  const handler = args.find(arg => typeof arg?.use === 'function');
  if (handler) {
    app = handler;
    server = created;
  }
  return created;
};

function routesOf(stack, prefix) {
  return stack.flatMap(({ route, handle, mountPath = '' }) => {
    if (route) {
      return Object.keys(route.methods).map(method => ({
        method: method.toUpperCase(),
        path: prefix + route.path,
      }));
    }
    const inner = handle.stack ?? handle._router?.stack;
    return inner ? routesOf(inner, prefix + mountPath) : [];
  });
}

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk, ...rest) => {
  if (String(chunk).includes('Plugin initialization complete')) {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = server;
    const found = {
      routes: routesOf(app._router.stack, ''),
      limits: { headersTimeout, requestTimeout, keepAliveTimeout },
    };
    writeFileSync(process.env.PORTICO_ROUTES, JSON.stringify(found));
    process.exit(0);
  }
  return write(chunk, ...rest);
};
