module.exports = require('../../eslint-factory').forService(__dirname);
