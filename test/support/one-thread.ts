// To be imported before the engine is loaded: operators then use one thread. Loops of small operators on
// two would spend their time waiting for each other where the machine is busy.
process.env.OMP_NUM_THREADS = "1";
