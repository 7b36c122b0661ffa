// Imported before everything else: libraries below print requests if this is set when they load.
delete process.env.DEBUG;
