import BookwatchApp

Program.run()
