function fetch() return http.get("https://api.example.com/").body end
